package cruddur.messaging.reading;

import cruddur.messaging.ConcurrentTasks;
import cruddur.messaging.port.RowPage;
import cruddur.messaging.port.RowQuery;
import cruddur.messaging.port.RowReader;
import cruddur.messaging.port.row.ReadState;
import cruddur.messaging.port.row.RowKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the read states of a member, strongly consistent. */
final class ReadStates {

  /**
   * About 20 read units. A member with more groups costs at most one more for each listed group.
   */
  static final int STATES_PER_QUERY = 400;

  private final RowReader rows;
  private final ConcurrentTasks tasks;

  ReadStates(RowReader rows, ConcurrentTasks tasks) {
    this.rows = rows;
    this.tasks = tasks;
  }

  /**
   * The first read states of a member.
   *
   * @param isComplete whether the member has no others
   */
  record FirstStates(String memberUuid, Map<String, ReadState> byGroup, boolean isComplete) {}

  /** Reads up to {@link #STATES_PER_QUERY} read states with one request. */
  FirstStates readFirst(String memberUuid) {
    RowPage<ReadState> page =
        rows.query(new RowQuery.ReadStatesOfMember(memberUuid, Optional.empty(), STATES_PER_QUERY));
    Map<String, ReadState> byGroup = new HashMap<>();
    page.rows().forEach(state -> byGroup.put(state.groupUuid(), state));
    return new FirstStates(memberUuid, byGroup, page.next().isEmpty());
  }

  /**
   * The read states of groups, by their uuids.
   *
   * @param first what is read already; one request for each of the others that may exist
   */
  Map<String, ReadState> ofGroups(List<String> groupUuids, FirstStates first) {
    List<String> unknown =
        groupUuids.stream()
            .filter(uuid -> !first.isComplete() && !first.byGroup().containsKey(uuid))
            .toList();
    Map<String, ReadState> states = new HashMap<>(first.byGroup());
    tasks
        .mapLimited(
            MessageGroupLists.MAX_CONCURRENT_REQUESTS,
            unknown,
            uuid -> rows.getReadable(new RowKey.OfReadState(first.memberUuid(), uuid)))
        .forEach(found -> found.ifPresent(state -> states.put(state.groupUuid(), state)));
    groupUuids.forEach(uuid -> states.putIfAbsent(uuid, ReadState.none(first.memberUuid(), uuid)));
    return states;
  }
}
