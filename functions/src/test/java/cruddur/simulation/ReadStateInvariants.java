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
import cruddur.messaging.reading.Page;
import cruddur.messaging.reading.PageRequest;
import cruddur.messaging.reading.UnreadCounter;
import java.util.ArrayList;
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

  private static final int GROUPS_PER_PAGE = 3;

  /** A marker of one member's read state. */
  private record Slot(RowKey.OfReadState key, Marker marker) {}

  private final MemoryRows table;
  private final MessageGroupLists lists;
  private final Map<Slot, Set<Timestamp>> sent = new HashMap<>();
  private final Map<Slot, Timestamp> acknowledged = new LinkedHashMap<>();
  private final Map<Slot, Timestamp> stored = new HashMap<>();
  private final Map<RowKey.OfReadState, Timestamp> broughtBack = new HashMap<>();

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
    acknowledged.merge(new Slot(key, marker), response, ReadStateInvariants::later);
  }

  /** A device is about to bring a group back that is hidden up to a time. */
  void bringingBack(RowKey.OfReadState key, Timestamp upTo) {
    broughtBack.merge(key, upTo, ReadStateInvariants::later);
  }

  /** Whether a device has asked to remove a hidden marker of this time. */
  private boolean mayBeRemoved(RowKey.OfReadState key, Timestamp hiddenUpTo) {
    return Optional.ofNullable(broughtBack.get(key))
        .filter(upTo -> !hiddenUpTo.isAfter(upTo))
        .isPresent();
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
        boolean isRemoved = before != null && now.isEmpty() && marker == Marker.HIDDEN;
        require(
            before == null
                || (isRemoved && mayBeRemoved(key, before))
                || now.filter(at -> !before.isAfter(at)).isPresent(),
            "a marker moved back");
        now.ifPresentOrElse(at -> stored.put(slot, at), () -> stored.remove(slot));
      }
    });
    stored
        .keySet()
        .forEach(slot -> require(states.containsKey(slot.key()), "a read state was deleted"));
    acknowledged.forEach((slot, at) ->
        require(
            Optional.ofNullable(stored.get(slot)).filter(now -> !at.isAfter(now)).isPresent()
                || (slot.marker() == Marker.HIDDEN && mayBeRemoved(slot.key(), at)),
            "an acknowledged marker was lost"));
  }

  /** U2, H1: once nothing happens anymore, every list is exact, and its pages are complete. */
  void checkLists(List<UserProfile> users) {
    for (UserProfile user : users) {
      Map<String, ListedGroup> listed = new HashMap<>();
      for (ListedGroup group : wholeList(user, Visibility.VISIBLE)) {
        require(
            !stateOf(user, group.group().uuid()).hasHidden(group.group().lastMessageAt()),
            "a hidden or cleared conversation is listed");
        require(
            listed.put(group.group().uuid(), group) == null, "a group is on two pages of a list");
      }
      for (ListedGroup group : wholeList(user, Visibility.HIDDEN)) {
        require(
            stateOf(user, group.group().uuid()).hasHidden(group.group().lastMessageAt()),
            "a conversation is listed as hidden that is not");
        require(
            listed.put(group.group().uuid(), group) == null,
            "a group is on two pages of a list, or listed as visible and as hidden");
      }
      groupsOf(user)
          .forEach(group -> checkQuiet(user, group, Optional.ofNullable(listed.get(group))));
    }
  }

  private List<ListedGroup> wholeList(UserProfile user, Visibility visibility) {
    List<ListedGroup> groups = new ArrayList<>();
    Optional<String> before = Optional.empty();
    do {
      Page<ListedGroup> page =
          lists.page(user, new PageRequest(GROUPS_PER_PAGE, before), visibility);
      groups.addAll(page.items());
      before = page.next();
    } while (before.isPresent());
    return groups;
  }

  private void checkQuiet(UserProfile user, String group, Optional<ListedGroup> listed) {
    MemberView view = MemberView.of(table, user.uuid(), group);
    Timestamp newest = view.lastShown();
    require(
        listed.isPresent() != view.state().hasCleared(newest),
        "a conversation is listed although it is cleared, or not although it is not");
    listed.ifPresent(shown -> {
      int expected = view.countOfOthers(view.newestSeen(), newest);
      requireCount(expected, expected, shown);
    });
  }

  /**
   * The expectation of a list of a user that is about to be requested.
   *
   * @param isPaged whether it takes several requests for rows, between which rows can move
   */
  ListExpectation expectList(UserProfile user, Visibility visibility, boolean isPaged) {
    Map<String, MemberView> before = new LinkedHashMap<>();
    groupsOf(user).forEach(group -> before.put(group, MemberView.of(table, user.uuid(), group)));
    return new ListExpectation(user, visibility, isPaged, before);
  }

  /** The state of a user's group. */
  ReadState stateOf(UserProfile user, String group) {
    return MemberView.of(table, user.uuid(), group).state();
  }

  /** What a list may contain that was requested in one state of the table, and ended in another. */
  final class ListExpectation {
    private final UserProfile user;
    private final Visibility visibility;
    private final boolean isPaged;
    private final Map<String, MemberView> before;
    private final Set<String> listed = new HashSet<>();

    private ListExpectation(
        UserProfile user, Visibility visibility, boolean isPaged, Map<String, MemberView> before) {
      this.user = user;
      this.visibility = visibility;
      this.isPaged = isPaged;
      this.before = before;
    }

    /** U2, H2, H3: a page shows what the table had at some time during the request. */
    void checkPage(List<ListedGroup> page) {
      Set<String> groups = new HashSet<>();
      for (ListedGroup group : page) {
        String uuid = group.group().uuid();
        require(
            groups.add(uuid) && (isPaged || !listed.contains(uuid)), "a group was listed twice");
        if (before.containsKey(uuid)) {
          checkListed(group, before.get(uuid), MemberView.of(table, user.uuid(), uuid));
        }
      }
      listed.addAll(groups);
    }

    /** H1: after the last page, nothing is missing. */
    void checkAll() {
      before.forEach((group, earlier) -> {
        MemberView later = MemberView.of(table, user.uuid(), group);
        boolean isMoved = isPaged && !earlier.rows().equals(later.rows());
        require(
            listed.contains(group) || isMoved || !mustBeListed(earlier, later),
            "a conversation with a newer message is not listed");
      });
    }

    private boolean mustBeListed(MemberView earlier, MemberView later) {
      Timestamp shown = earlier.lastShown();
      if (later.state().hasCleared(shown)) {
        return false;
      }
      return switch (visibility) {
        case VISIBLE -> !later.state().hasHidden(shown) && !mayBeRemoved(key(earlier), shown);
        case HIDDEN ->
            earlier.state().hasHidden(later.lastShown())
                && !mayBeRemoved(key(earlier), earlier.state().hiddenUpTo().orElseThrow());
        case ALL -> true;
      };
    }

    private void checkListed(ListedGroup group, MemberView earlier, MemberView later) {
      Timestamp shown = group.group().lastMessageAt();
      require(
          !earlier.state().hasCleared(shown) && mayBeIn(visibility, shown, earlier, later),
          "a hidden or cleared conversation is listed");
      requireCount(
          earlier.countOfOthers(later.newestSeen(), shown),
          later.countOfOthers(earlier.newestSeen(), shown),
          group);
    }

    private boolean mayBeIn(
        Visibility list, Timestamp shown, MemberView earlier, MemberView later) {
      return switch (list) {
        case VISIBLE ->
            !earlier.state().hasHidden(shown)
                || mayBeRemoved(key(earlier), earlier.state().hiddenUpTo().orElseThrow());
        case HIDDEN -> later.state().hasHidden(shown) || mayBeRemoved(key(earlier), shown);
        case ALL -> true;
      };
    }

    private static RowKey.OfReadState key(MemberView view) {
      return view.state().key();
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
