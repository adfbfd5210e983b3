package cruddur.messaging.stream;

import cruddur.messaging.port.row.Message;
import cruddur.messaging.stream.GroupResult.Done;
import cruddur.messaging.stream.GroupResult.Failed;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** The groups of a batch that wait to be rewritten, and the results of the others. Thread-safe. */
final class GroupQueue {

  /** After this many failures in a row the table itself is unavailable. */
  private static final int MAX_FAILURES_IN_A_ROW = 8;

  private final Deque<Message> waiting;
  private final BooleanSupplier outOfTime;
  private final Map<String, GroupResult> results = new HashMap<>();
  private Optional<String> stopReason = Optional.empty();
  private int failuresInARow;

  GroupQueue(List<Message> newestMessages, BooleanSupplier outOfTime) {
    this.waiting = new ArrayDeque<>(newestMessages);
    this.outOfTime = outOfTime;
  }

  /** The number of groups that wait. */
  synchronized int size() {
    return waiting.size();
  }

  /** The newest message of the next group; empty if there is none, or no time for it. */
  synchronized Optional<Message> take() {
    if (stopReason.isEmpty() && !waiting.isEmpty() && outOfTime.getAsBoolean()) {
      stopReason = Optional.of("too little time is left");
    }
    return stopReason.isPresent() ? Optional.empty() : Optional.ofNullable(waiting.poll());
  }

  synchronized void ended(Message newest, GroupResult result) {
    results.put(newest.groupUuid(), result);
    boolean isUnavailable = result instanceof Failed failed && !failed.isPoison();
    failuresInARow = isUnavailable ? failuresInARow + 1 : 0;
    if (failuresInARow >= MAX_FAILURES_IN_A_ROW && stopReason.isEmpty()) {
      stopReason = Optional.of("the table is unavailable");
    }
  }

  /** Why groups were left out; empty if each was tried. */
  synchronized Optional<String> stopReason() {
    return waiting.isEmpty() ? Optional.empty() : stopReason;
  }

  synchronized int groupsDone() {
    return (int) done().count();
  }

  synchronized int fullReads() {
    return done().mapToInt(Done::fullReads).sum();
  }

  /** Why a group is unfinished; empty if it is finished. */
  synchronized Optional<Failed> failureOf(String groupUuid) {
    return switch (results.get(groupUuid)) {
      case null -> Optional.of(Failed.notTried(stopReason.orElseThrow()));
      case Done _ -> Optional.empty();
      case Failed failed -> Optional.of(failed);
    };
  }

  private Stream<Done> done() {
    return results.values().stream().filter(Done.class::isInstance).map(Done.class::cast);
  }
}
