package cruddur.messaging.reading;

import cruddur.messaging.ConcurrentTasks;
import cruddur.messaging.port.RowPage;
import cruddur.messaging.port.RowQuery;
import cruddur.messaging.port.Rows;
import cruddur.messaging.port.row.ReadState;
import cruddur.messaging.port.row.RowKey;
import java.util.ArrayList;
import java.util.HashMap;
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
   * The read states that one query has read.
   *
   * @param isComplete whether the member has no others
   */
  record Known(String memberUuid, Map<String, ReadState> byGroup, boolean isComplete) {}

  /** Reads up to {@link #MAX_AT_ONCE} read states. */
  Known first(String memberUuid) {
    RowPage<ReadState> page =
        rows.query(new RowQuery.ReadStatesOfMember(memberUuid, Optional.empty(), MAX_AT_ONCE));
    Map<String, ReadState> byGroup = new HashMap<>();
    page.rows().forEach(state -> byGroup.put(state.groupUuid(), state));
    return new Known(memberUuid, byGroup, page.next().isEmpty());
  }

  /** The read states of groups, by their uuids; one request for each that may be missing. */
  Map<String, ReadState> of(List<String> groupUuids, Known known) {
    Map<String, ReadState> states = new ConcurrentHashMap<>();
    List<String> missing = new ArrayList<>();
    for (String uuid : groupUuids) {
      ReadState state = known.byGroup().get(uuid);
      if (state == null && !known.isComplete()) {
        missing.add(uuid);
      }
      states.put(uuid, state == null ? ReadState.none(known.memberUuid(), uuid) : state);
    }
    tasks.run(
        missing.stream()
            .<Runnable>map(uuid ->
                () ->
                    rows.getReadable(new RowKey.OfReadState(known.memberUuid(), uuid))
                        .ifPresent(state -> states.put(uuid, state)))
            .toList());
    return states;
  }
}
