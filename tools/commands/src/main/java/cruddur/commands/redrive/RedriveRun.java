package cruddur.commands.redrive;

import cruddur.commands.redrive.FailureQueue.Entry;
import cruddur.messaging.stream.RecordFailure;
import cruddur.messaging.stream.StreamRecord;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/**
 * Reprocesses the entries of the failure queue. An entry is deleted when all its records are done.
 */
final class RedriveRun {

  private static final String VALIDATION_ERROR = "ValidationException";

  private sealed interface Outcome {

    record Done(String summary) implements Outcome {}

    record Kept(String reason) implements Outcome {}

    /** The stream no longer has the records. */
    record Expired(FailedBatch batch) implements Outcome {}
  }

  private final BatchRecords records;
  private final Replay replay;
  private final ScanRepair repair;
  private final boolean discardsPoison;
  private final PrintWriter out;
  private int done;
  private int kept;

  /**
   * @param discardsPoison whether an entry is deleted although it has poison records
   * @param out gets a line for each entry
   */
  RedriveRun(
      BatchRecords records,
      Replay replay,
      ScanRepair repair,
      boolean discardsPoison,
      PrintWriter out) {
    this.records = records;
    this.replay = replay;
    this.repair = repair;
    this.discardsPoison = discardsPoison;
    this.out = out;
  }

  /** Reprocesses all entries; returns whether every entry is done. */
  boolean run(FailureQueue queue) {
    Map<Entry, FailedBatch> expired = new LinkedHashMap<>();
    for (Entry entry : queue.take()) {
      switch (redrive(entry)) {
        case Outcome.Done(String summary) -> delete(entry, summary, queue);
        case Outcome.Kept(String reason) -> keep(entry, reason);
        case Outcome.Expired(FailedBatch batch) -> expired.put(entry, batch);
      }
    }
    if (!expired.isEmpty()) {
      repair(expired, queue);
    }
    if (done + kept == 0) {
      out.println("The failure queue is empty.");
    } else {
      out.printf("Entries: %d done, %d kept in the queue.%n", done, kept);
    }
    return kept == 0;
  }

  private Outcome redrive(Entry entry) {
    Optional<FailedBatch> batch = FailedBatch.parse(entry.body());
    if (batch.isEmpty()) {
      return new Outcome.Kept(
          "it is not a message from Lambda about a stream. Inspect it, and delete it manually.");
    }
    if (!batch.get().tableName().equals(repair.table().name())) {
      return new Outcome.Kept(
          "it belongs to table %s. Name that table with --table."
              .formatted(batch.get().tableName()));
    }
    try {
      return records
          .of(batch.get())
          .map(this::replay)
          .orElseGet(() -> new Outcome.Expired(batch.get()));
    } catch (DynamoDbException e) {
      if (VALIDATION_ERROR.equals(e.awsErrorDetails().errorCode())) {
        return new Outcome.Kept(
            "its records cannot be read from the stream: " + e.awsErrorDetails().errorMessage());
      }
      throw e;
    }
  }

  private Outcome replay(List<StreamRecord> all) {
    Replay.Outcome outcome = replay.of(all);
    StringBuilder summary =
        new StringBuilder()
            .append(outcome.processed())
            .append(" of ")
            .append(all.size())
            .append(" records processed from the stream");
    for (RecordFailure failure : outcome.poison()) {
      summary
          .append("; poison record ")
          .append(failure.sequenceNumber())
          .append(": ")
          .append(failure.reason());
    }
    if (outcome.unfinished().isPresent()) {
      RecordFailure failure = outcome.unfinished().get();
      String cause =
          failure.cause().map(error -> ", " + error.getClass().getSimpleName()).orElse("");
      return new Outcome.Kept(
          "%s; record %s could not be processed: %s%s"
              .formatted(summary, failure.sequenceNumber(), failure.reason(), cause));
    }
    return outcome.poison().isEmpty() || discardsPoison
        ? new Outcome.Done(summary.toString())
        : new Outcome.Kept(summary.toString());
  }

  private void repair(Map<Entry, FailedBatch> expired, FailureQueue queue) {
    ScanRepair.Outcome outcome = repair.repair(List.copyOf(expired.values()));
    outcome.failures().forEach(out::println);
    String summary = "%d message groups of that time repaired".formatted(outcome.groups());
    expired
        .keySet()
        .forEach(entry -> {
          if (outcome.failures().isEmpty()) {
            delete(entry, summary, queue);
          } else {
            keep(entry, "a message group of that time could not be repaired, see above");
          }
        });
  }

  private void delete(Entry entry, String summary, FailureQueue queue) {
    queue.delete(entry);
    done++;
    out.printf("%s  done: %s%n", entry.id(), summary);
  }

  private void keep(Entry entry, String reason) {
    kept++;
    out.printf("%s  kept: %s%n", entry.id(), reason);
  }
}
