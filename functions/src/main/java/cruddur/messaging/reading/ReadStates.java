package cruddur.messaging.reading;

import cruddur.messaging.ConcurrentTasks;
import cruddur.messaging.port.RowPage;
import cruddur.messaging.port.RowQuery;
import cruddur.messaging.port.Rows;
import cruddur.messaging.port.row.ReadState;
import cruddur.messaging.port.row.RowKey;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Reads the read states of a member, strongly consistent. A malformed one counts as none. */
final class ReadStates {

  /**
   * About 20 read units. A member with more groups costs at most one more for each listed group.
   */
  static final int MAX_AT_ONCE = 400;

  private final Rows rows;
  private final ConcurrentTasks tasks;

  ReadStates(Rows rows, ConcurrentTasks tasks) {
    this.rows = rows;
    this.tasks = tasks;
  }

  /**
   * The read states of groups, by their uuids. One query; if the member has more than {@link
   * #MAX_AT_ONCE}, also one request for each group that the query did not reach.
   */
  Map<String, ReadState> of(String memberUuid, Collection<String> groupUuids) {
    Map<String, ReadState> states = new ConcurrentHashMap<>();
    RowPage<ReadState> first =
        rows.query(new RowQuery.ReadStatesOfMember(memberUuid, Optional.empty(), MAX_AT_ONCE));
    first.rows().forEach(state -> states.put(state.groupUuid(), state));
    if (first.next().isPresent()) {
      tasks.run(missing(memberUuid, groupUuids, states));
    }
    groupUuids.forEach(uuid -> states.computeIfAbsent(uuid, _ -> ReadState.none(memberUuid, uuid)));
    return states;
  }

  private List<Runnable> missing(
      String memberUuid, Collection<String> groupUuids, Map<String, ReadState> states) {
    return groupUuids.stream()
        .filter(uuid -> !states.containsKey(uuid))
        .<Runnable>map(uuid ->
            () ->
                rows.getReadable(new RowKey.OfReadState(memberUuid, uuid))
                    .ifPresent(state -> states.put(uuid, state)))
        .toList();
  }
}
