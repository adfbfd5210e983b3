package cruddur.simulation;

import cruddur.messaging.ConcurrentTasks;
import cruddur.messaging.port.MemoryRows;
import cruddur.messaging.port.Rows;
import cruddur.messaging.port.row.Marker;
import cruddur.messaging.port.row.Message;
import cruddur.messaging.port.row.MessageGroup;
import cruddur.messaging.port.row.ReadState;
import cruddur.messaging.port.row.RowKey;
import cruddur.messaging.port.row.Timestamp;
import cruddur.messaging.port.row.UserProfile;
import cruddur.messaging.reading.ListedGroup;
import cruddur.messaging.reading.MessageGroupLists;
import cruddur.messaging.reading.MessageGroupLists.Visibility;
import cruddur.messaging.reading.PageRequest;
import cruddur.messaging.reading.UnreadCounter;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The invariants of read states: markers are those that devices have sent and only move forward,
 * counts are exact, nothing that was cleared is listed, and no conversation with a newer message is
 * hidden.
 */
final class ReadStateInvariants {

  private static final PageRequest WHOLE_LIST =
      new PageRequest(PageRequest.MAX_LIMIT, Optional.empty());

  /** A marker of one member's read state. */
  private record Slot(RowKey.OfReadState key, Marker marker) {}

  private final MemoryRows table;
  private final MessageGroupLists lists;
  private final Map<Slot, Set<Timestamp>> sent = new HashMap<>();
  private final Map<Slot, Timestamp> acknowledged = new LinkedHashMap<>();
  private final Map<Slot, Timestamp> stored = new HashMap<>();
  private final Set<RowKey.OfReadState> withdrawn = new HashSet<>();

  /**
   * Creates invariants that have seen no marker.
   *
   * @param rowsOfApi the table as the functions of the API see it
   */
  ReadStateInvariants(MemoryRows table, Rows rowsOfApi) {
    this.table = table;
    this.lists = new MessageGroupLists(rowsOfApi, ConcurrentTasks.ONE_BY_ONE);
  }

  /** A device is about to send a marker. */
  void sending(RowKey.OfReadState key, Marker marker, Timestamp upTo) {
    sent.computeIfAbsent(new Slot(key, marker), _ -> new HashSet<>()).add(upTo);
  }

  /** The response to a marker has arrived. */
  void acknowledged(RowKey.OfReadState key, Marker marker, Timestamp upTo, Timestamp response) {
    require(!upTo.isAfter(response), "the response to a mark is an earlier marker");
    if (marker != Marker.HIDDEN) {
      acknowledged.merge(new Slot(key, marker), response, ReadStateInvariants::later);
    }
  }

  /** A device is about to bring a group back. */
  void withdrawing(RowKey.OfReadState key) {
    withdrawn.add(key);
  }

  /** U1, U4, U5: markers were sent by members, and only move forward. */
  void checkAfterEachWrite() {
    Map<RowKey.OfReadState, ReadState> states =
        table.allRows().stream()
            .filter(ReadState.class::isInstance)
            .map(ReadState.class::cast)
            .collect(Collectors.toMap(ReadState::key, state -> state));
    states.forEach((key, state) -> {
      require(hasGroup(key), "a non-member has a read state");
      for (Marker marker : Marker.values()) {
        Slot slot = new Slot(key, marker);
        Optional<Timestamp> now = state.at(marker);
        require(
            now.isEmpty() || sent.getOrDefault(slot, Set.of()).contains(now.get()),
            "a marker was stored that nobody has sent");
        Timestamp before = stored.get(slot);
        boolean isWithdrawn = marker == Marker.HIDDEN && now.isEmpty() && withdrawn.contains(key);
        require(
            before == null || isWithdrawn || now.filter(at -> !before.isAfter(at)).isPresent(),
            "a marker moved back");
        now.ifPresentOrElse(at -> stored.put(slot, at), () -> stored.remove(slot));
      }
    });
    stored
        .keySet()
        .forEach(slot -> require(states.containsKey(slot.key()), "a read state was deleted"));
    acknowledged.forEach((slot, at) ->
        require(
            Optional.ofNullable(stored.get(slot)).filter(now -> !at.isAfter(now)).isPresent(),
            "an acknowledged marker was lost"));
  }

  /** U2, H1: once nothing happens anymore, every list is exact. */
  void checkLists(List<UserProfile> users) {
    for (UserProfile user : users) {
      Map<String, ListedGroup> listed = new HashMap<>();
      for (ListedGroup group : lists.page(user, WHOLE_LIST, Visibility.VISIBLE).items()) {
        require(
            !stateOf(user, group.group().uuid()).hasHidden(group.group().lastMessageAt()),
            "a hidden or cleared conversation is listed");
        listed.put(group.group().uuid(), group);
      }
      lists
          .page(user, WHOLE_LIST, Visibility.HIDDEN)
          .items()
          .forEach(group ->
              require(
                  listed.put(group.group().uuid(), group) == null,
                  "a group is listed as visible and as hidden"));
      groupsOf(user)
          .forEach(group -> checkQuiet(user, group, Optional.ofNullable(listed.get(group))));
    }
  }

  private void checkQuiet(UserProfile user, String group, Optional<ListedGroup> listed) {
    MemberView view = MemberView.of(table, user.uuid(), group);
    Timestamp newest = view.lastShown().orElseThrow();
    require(
        listed.isPresent() != view.state().hasCleared(newest),
        "a conversation is listed although it is cleared, or not although it is not");
    listed.ifPresent(shown -> {
      int expected = view.countOfOthers(view.newestSeen(), Optional.empty());
      requireCount(expected, expected, shown);
    });
  }

  /** The expectation of a list of a user that is about to be requested. */
  ListExpectation expectList(UserProfile user) {
    Map<String, MemberView> before = new LinkedHashMap<>();
    groupsOf(user).forEach(group -> before.put(group, MemberView.of(table, user.uuid(), group)));
    return new ListExpectation(user, before);
  }

  /** The state of a user's group. */
  ReadState stateOf(UserProfile user, String group) {
    return MemberView.of(table, user.uuid(), group).state();
  }

  /** What a list may contain that was requested in one state of the table, and ended in another. */
  final class ListExpectation {
    private final UserProfile user;
    private final Map<String, MemberView> before;

    private ListExpectation(UserProfile user, Map<String, MemberView> before) {
      this.user = user;
      this.before = before;
    }

    /** U2, H1, H3: the list shows what the table had at some time during the request. */
    void check(List<ListedGroup> page) {
      Map<String, ListedGroup> listed = new HashMap<>();
      page.forEach(group -> listed.put(group.group().uuid(), group));
      before.forEach((group, earlier) -> {
        MemberView later = MemberView.of(table, user.uuid(), group);
        if (listed.containsKey(group)) {
          checkListed(group, earlier, later, listed.get(group));
        } else {
          Timestamp shown = earlier.lastShown().orElseThrow();
          require(
              isBroughtBack(group)
                  || later.state().hasHidden(shown)
                  || later.state().hasCleared(shown),
              "a conversation with a newer message is not listed");
        }
      });
    }

    private void checkListed(
        String group, MemberView earlier, MemberView later, ListedGroup listed) {
      Timestamp newest = later.lastShown().orElseThrow();
      require(
          !earlier.state().hasCleared(newest)
              && (isBroughtBack(group) || !earlier.state().hasHidden(newest)),
          "a hidden or cleared conversation is listed");
      int least =
          earlier.countOfOthers(later.newestSeen(), Optional.of(listed.group().lastMessageAt()));
      int most = later.countOfOthers(earlier.newestSeen(), Optional.empty());
      requireCount(least, most, listed);
    }

    /** Then the group can have been hidden or visible at any time of the request. */
    private boolean isBroughtBack(String group) {
      return withdrawn.contains(new RowKey.OfReadState(user.uuid(), group));
    }
  }

  private Set<String> groupsOf(UserProfile user) {
    return table.allRows().stream()
        .filter(MessageGroup.class::isInstance)
        .map(MessageGroup.class::cast)
        .filter(row -> row.memberUuid().equals(user.uuid()))
        .map(MessageGroup::uuid)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private boolean hasGroup(RowKey.OfReadState key) {
    return table.allRows().stream()
        .anyMatch(row ->
            row instanceof MessageGroup group
                && group.memberUuid().equals(key.memberUuid())
                && group.uuid().equals(key.groupUuid()));
  }

  /** H2: nothing is listed that was cleared before the request. */
  static void requireNotCleared(ReadState before, List<Message> listed) {
    require(
        listed.stream().noneMatch(message -> before.hasCleared(message.createdAt())),
        "a cleared message is listed");
  }

  private static void requireCount(int least, int most, ListedGroup listed) {
    int count = listed.unreadCount();
    require(
        Math.min(least, UnreadCounter.MAX_COUNT) <= count
            && count <= Math.min(most, UnreadCounter.MAX_COUNT),
        "a count of unread messages is wrong: %d instead of %d to %d"
            .formatted(count, least, most));
  }

  private static Timestamp later(Timestamp one, Timestamp other) {
    return one.isAfter(other) ? one : other;
  }

  private static void require(boolean holds, String violation) {
    if (!holds) {
      throw new InvariantViolation(violation);
    }
  }
}
