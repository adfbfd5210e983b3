package cruddur.messaging.stream;

import cruddur.messaging.port.row.Message;
import cruddur.messaging.stream.MessageGroupRewriter.RewriteResult;
import cruddur.messaging.stream.StreamRecord.Content;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.BooleanSupplier;

/**
 * Processes a batch of stream records: rewrites each group once, to its newest message. At the
 * first failure it reports the group's first record, from which Lambda retries. See docs/design.md,
 * "Poison records".
 */
public final class StreamBatch {

  public sealed interface BatchResult {

    record Finished(Summary summary) implements BatchResult {}

    /**
     * Lambda retries from this record. The failure's message must not be logged; the reason may.
     */
    record StoppedAt(
        String sequenceNumber, String reason, Optional<Throwable> failure, Summary summary)
        implements BatchResult {}
  }

  /** The number of groups rewritten, and of members whose rows had to be read in full. */
  public record Summary(int groups, int fullReads) {}

  /** The first of several records is a poison record: Lambda has to bisect the batch. */
  public static final class PoisonRecordException extends RuntimeException {

    private static final long serialVersionUID = 1;

    PoisonRecordException(String sequenceNumber, String reason) {
      super(
          "record "
              + sequenceNumber
              + " is the first of its batch and can never be processed: "
              + reason);
    }
  }

  private record GroupWork(int firstRecord, Message newest) {

    private static final Comparator<GroupWork> BY_MESSAGE =
        Comparator.comparing(work -> work.newest().createdAt());

    static GroupWork merge(GroupWork earlier, GroupWork later) {
      Message newest = BinaryOperator.maxBy(BY_MESSAGE).apply(earlier, later).newest();
      return new GroupWork(earlier.firstRecord(), newest);
    }
  }

  private sealed interface Step {

    record Done(int fullReads) implements Step {}

    record Stop(int record, String reason, boolean isPoison, Optional<Throwable> failure)
        implements Step {

      static Stop poison(int record, String reason) {
        return new Stop(record, reason, true, Optional.empty());
      }
    }
  }

  private final MessageGroupRewriter rewriter;

  public StreamBatch(MessageGroupRewriter rewriter) {
    this.rewriter = rewriter;
  }

  /**
   * Processes a batch, until {@code outOfTime}, asked before each group, returns true.
   *
   * @throws PoisonRecordException if Lambda has to bisect the batch
   */
  public BatchResult process(List<StreamRecord> records, BooleanSupplier outOfTime) {
    Map<String, GroupWork> workByGroup = new LinkedHashMap<>();
    Optional<Step.Stop> unreadable = gather(records, workByGroup);
    int groups = 0;
    int fullReads = 0;
    for (GroupWork work : workByGroup.values()) {
      switch (rewrite(work, outOfTime)) {
        case Step.Done(int fullReadsOfGroup) -> {
          groups++;
          fullReads += fullReadsOfGroup;
        }
        case Step.Stop stop -> {
          return stopped(records, stop, new Summary(groups, fullReads));
        }
      }
    }
    Summary summary = new Summary(groups, fullReads);
    return unreadable
        .map(stop -> stopped(records, stop, summary))
        .orElseGet(() -> new BatchResult.Finished(summary));
  }

  /** Collects the groups of the records before the first unreadable one. */
  private static Optional<Step.Stop> gather(
      List<StreamRecord> records, Map<String, GroupWork> workByGroup) {
    for (int i = 0; i < records.size(); i++) {
      switch (records.get(i).content()) {
        case Content.Inserted(Message message) ->
            workByGroup.merge(message.groupUuid(), new GroupWork(i, message), GroupWork::merge);
        case Content.Ignored() -> {}
        case Content.Unreadable(String reason) -> {
          return Optional.of(Step.Stop.poison(i, reason));
        }
      }
    }
    return Optional.empty();
  }

  private Step rewrite(GroupWork work, BooleanSupplier outOfTime) {
    if (outOfTime.getAsBoolean()) {
      return new Step.Stop(work.firstRecord(), "too little time is left", false, Optional.empty());
    }
    try {
      return switch (rewriter.rewrite(work.newest())) {
        case RewriteResult.Done(int fullReads) -> new Step.Done(fullReads);
        case RewriteResult.NoSuchGroup() ->
            Step.Stop.poison(work.firstRecord(), "nobody is a member of its group");
      };
    } catch (RuntimeException failure) {
      return new Step.Stop(
          work.firstRecord(), "its group was not finished", false, Optional.of(failure));
    }
  }

  private static BatchResult stopped(List<StreamRecord> records, Step.Stop stop, Summary summary) {
    String sequenceNumber = records.get(stop.record()).sequenceNumber();
    if (stop.isPoison() && stop.record() == 0 && records.size() > 1) {
      throw new PoisonRecordException(sequenceNumber, stop.reason());
    }
    return new BatchResult.StoppedAt(sequenceNumber, stop.reason(), stop.failure(), summary);
  }
}
