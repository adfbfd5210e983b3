package cruddur.messaging.stream;

import java.util.List;
import java.util.Optional;

/**
 * What became of a batch.
 *
 * @param failures its unfinished records, in the order of the batch
 * @param stopReason why groups were left out; empty if each was tried
 * @param groups the number of groups rewritten
 * @param fullReads the number of members whose rows had to be read in full
 */
public record BatchResult(
    List<RecordFailure> failures, Optional<String> stopReason, int groups, int fullReads) {

  /** What Lambda has to do next. */
  public sealed interface Checkpoint {

    record Finished() implements Checkpoint {}

    /** Retry from this record on; all before it are finished. */
    record RetryFrom(RecordFailure lowest) implements Checkpoint {}

    /**
     * Halve the batch, whose first record is a poison record. After the retries of a batch that is
     * merely shortened, Lambda would discard all of it. See docs/design.md, "Poison records".
     */
    record Bisect(RecordFailure poison) implements Checkpoint {}
  }

  /**
   * What Lambda has to do next.
   *
   * @param batch the records of this result
   */
  public Checkpoint checkpoint(List<StreamRecord> batch) {
    if (failures.isEmpty()) {
      return new Checkpoint.Finished();
    }
    RecordFailure lowest = failures.getFirst();
    boolean isFirst = lowest.sequenceNumber().equals(batch.getFirst().sequenceNumber());
    return lowest.isPoison() && isFirst && batch.size() > 1
        ? new Checkpoint.Bisect(lowest)
        : new Checkpoint.RetryFrom(lowest);
  }
}
