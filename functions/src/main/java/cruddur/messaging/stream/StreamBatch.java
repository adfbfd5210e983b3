package cruddur.messaging.stream;

import cruddur.messaging.port.row.Message;
import cruddur.messaging.stream.MessageGroupRewriter.Rewriting;
import cruddur.messaging.stream.StreamRecord.Content;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.BooleanSupplier;

/**
 * A batch of stream records: each group is rewritten once, to its newest message, in the order of
 * the groups' first records.
 *
 * <p>At a failure the batch stops and reports the first record of the first group it did not
 * finish; all from there on come again. A record that can never succeed is worked up to and
 * reported; when it heads a batch of several, the whole batch fails, so that the mapping's
 * bisection isolates the record: retries used up on a shortened batch would discard its healthy
 * neighbours with it.
 */
public final class StreamBatch {

  /** How a batch ended. */
  public sealed interface BatchResult {

    /** Every record was dealt with. */
    record Finished(Summary summary) implements BatchResult {}

    /**
     * All before this record were dealt with.
     *
     * @param sequenceNumber the record to come again, with all after it
     * @param reason why; names no text
     * @param failure what was thrown, if anything was; its message may quote what it should not
     */
    record StoppedAt(
        String sequenceNumber, String reason, Optional<Throwable> failure, Summary summary)
        implements BatchResult {}
  }

  /** What was done: groups rewritten, and how often a member's rows had to be read whole. */
  public record Summary(int groups, int doubts) {}

  /** The head of a batch of several can never succeed: the batch is to be halved. */
  public static final class PoisonRecordException extends RuntimeException {

    private static final long serialVersionUID = 1;

    PoisonRecordException(String sequenceNumber, String reason) {
      super("record " + sequenceNumber + " heads its batch and can never succeed: " + reason);
    }
  }

  private record Work(int firstRecord, Message newest) {

    private static final Comparator<Work> BY_MESSAGE =
        Comparator.comparing(work -> work.newest().createdAt());

    static Work merge(Work earlier, Work later) {
      return new Work(
          earlier.firstRecord(), BinaryOperator.maxBy(BY_MESSAGE).apply(earlier, later).newest());
    }
  }

  private sealed interface Step {

    record Done(int doubts) implements Step {}
  }

  private record Stop(int record, String reason, boolean isPoison, Optional<Throwable> failure)
      implements Step {

    static Stop poison(int record, String reason) {
      return new Stop(record, reason, true, Optional.empty());
    }
  }

  private final MessageGroupRewriter rewriter;

  public StreamBatch(MessageGroupRewriter rewriter) {
    this.rewriter = rewriter;
  }

  /**
   * Deals with a batch.
   *
   * @param outOfTime asked before each group; when it says so, the rest is reported
   * @throws PoisonRecordException when the mapping is to halve the batch
   */
  public BatchResult process(List<StreamRecord> records, BooleanSupplier outOfTime) {
    Map<String, Work> workOfGroups = new LinkedHashMap<>();
    Optional<Stop> unreadable = gather(records, workOfGroups);
    int groups = 0;
    int doubts = 0;
    for (Work work : workOfGroups.values()) {
      switch (rewrite(work, outOfTime)) {
        case Step.Done(int doubtsOfGroup) -> {
          groups++;
          doubts += doubtsOfGroup;
        }
        case Stop stop -> {
          return stopped(records, stop, new Summary(groups, doubts));
        }
      }
    }
    Summary summary = new Summary(groups, doubts);
    return unreadable
        .map(stop -> stopped(records, stop, summary))
        .orElseGet(() -> new BatchResult.Finished(summary));
  }

  /** Collects the work up to the first record that cannot be read. */
  private static Optional<Stop> gather(List<StreamRecord> records, Map<String, Work> work) {
    for (int i = 0; i < records.size(); i++) {
      switch (records.get(i).content()) {
        case Content.Inserted(Message message) ->
            work.merge(message.groupUuid(), new Work(i, message), Work::merge);
        case Content.Ignored() -> {}
        case Content.Unreadable(String reason) -> {
          return Optional.of(Stop.poison(i, reason));
        }
      }
    }
    return Optional.empty();
  }

  private Step rewrite(Work work, BooleanSupplier outOfTime) {
    if (outOfTime.getAsBoolean()) {
      return new Stop(work.firstRecord(), "too little time is left", false, Optional.empty());
    }
    try {
      return switch (rewriter.rewrite(work.newest())) {
        case Rewriting.Done(int doubts) -> new Step.Done(doubts);
        case Rewriting.NoSuchGroup() ->
            Stop.poison(work.firstRecord(), "nobody is a member of its group");
      };
    } catch (RuntimeException failure) {
      // Whatever it was, the record must come again: it is reported, never taken for done.
      return new Stop(
          work.firstRecord(), "its group was not finished", false, Optional.of(failure));
    }
  }

  private static BatchResult stopped(List<StreamRecord> records, Stop stop, Summary summary) {
    String sequenceNumber = records.get(stop.record()).sequenceNumber();
    if (stop.isPoison() && stop.record() == 0 && records.size() > 1) {
      throw new PoisonRecordException(sequenceNumber, stop.reason());
    }
    return new BatchResult.StoppedAt(sequenceNumber, stop.reason(), stop.failure(), summary);
  }
}
