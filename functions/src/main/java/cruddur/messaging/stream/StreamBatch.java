package cruddur.messaging.stream;

import cruddur.messaging.ConcurrentTasks;
import cruddur.messaging.port.row.Message;
import cruddur.messaging.stream.StreamRecord.Content;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.BooleanSupplier;

/**
 * Processes a batch of stream records: rewrites each group once, to its newest message, several
 * groups side by side. A group that fails does not keep the others from being rewritten. See
 * docs/design.md, "Stream batches".
 */
public final class StreamBatch {

  /** What other numbers brought: docs/performance.md, "Tried and dropped". */
  public static final int MAX_CONCURRENT_GROUPS = 16;

  private static final Comparator<Message> BY_TIME = Comparator.comparing(Message::createdAt);

  private final MessageGroupRewriter rewriter;
  private final ConcurrentTasks tasks;

  public StreamBatch(MessageGroupRewriter rewriter, ConcurrentTasks tasks) {
    this.rewriter = rewriter;
    this.tasks = tasks;
  }

  /**
   * Processes a batch. Leaves out the remaining groups once {@code outOfTime}, asked before each
   * group and by several threads, returns true, or once the table is unavailable.
   */
  public BatchResult process(List<StreamRecord> records, BooleanSupplier outOfTime) {
    GroupQueue queue = new GroupQueue(newestMessages(records), outOfTime);
    int workers = Math.min(MAX_CONCURRENT_GROUPS, queue.size());
    tasks.run(Collections.nCopies(workers, () -> rewriteFrom(queue)));
    return new BatchResult(
        failures(records, queue), queue.stopReason(), queue.groupsDone(), queue.fullReads());
  }

  private static List<Message> newestMessages(List<StreamRecord> records) {
    Map<String, Message> newest = new LinkedHashMap<>();
    for (StreamRecord record : records) {
      if (record.content() instanceof Content.Inserted(Message message)) {
        newest.merge(message.groupUuid(), message, BinaryOperator.maxBy(BY_TIME));
      }
    }
    return List.copyOf(newest.values());
  }

  private void rewriteFrom(GroupQueue queue) {
    for (var next = queue.take(); next.isPresent(); next = queue.take()) {
      Message newest = next.get();
      queue.ended(newest, GroupResult.of(() -> rewriter.rewrite(newest)));
    }
  }

  private static List<RecordFailure> failures(List<StreamRecord> records, GroupQueue queue) {
    List<RecordFailure> failures = new ArrayList<>();
    for (StreamRecord record : records) {
      String at = record.sequenceNumber();
      switch (record.content()) {
        case Content.Inserted(Message message) ->
            queue
                .failureOf(message.groupUuid())
                .map(failed -> failed.at(at))
                .ifPresent(failures::add);
        case Content.Ignored() -> {}
        case Content.Unreadable(String reason) ->
            failures.add(new RecordFailure(at, reason, true, Optional.empty()));
      }
    }
    return failures;
  }
}
