package cruddur.commands.redrive;

import cruddur.commands.redrive.FailureQueue.Entry;
import cruddur.commands.redrive.Replay.Fault;
import cruddur.messaging.stream.StreamRecord;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/**
 * Makes up for every entry of the failure queue, and says how. An entry leaves the queue when all
 * its records were dealt with, and not before.
 */
final class RedriveRun {

  private static final String INVALID = "ValidationException";

  private sealed interface Outcome {

    record Done(String how) implements Outcome {}

    record Stays(String why) implements Outcome {}

    /** The stream has the records no more. */
    record Gone(FailedBatch batch) implements Outcome {}
  }

  private final String tableName;
  private final BatchRecords records;
  private final Replay replay;
  private final ScanRepair repair;
  private final boolean dropsPoison;
  private final PrintWriter out;
  private int done;
  private int stay;

  /**
   * One that does its work by these.
   *
   * @param dropsPoison whether an entry may leave with records that can never succeed
   * @param out gets a line for each entry
   */
  RedriveRun(
      String tableName,
      BatchRecords records,
      Replay replay,
      ScanRepair repair,
      boolean dropsPoison,
      PrintWriter out) {
    this.tableName = tableName;
    this.records = records;
    this.replay = replay;
    this.repair = repair;
    this.dropsPoison = dropsPoison;
    this.out = out;
  }

  /** Deals with all entries there are; returns whether none stays. */
  boolean run(FailureQueue queue) {
    Map<Entry, FailedBatch> gone = new LinkedHashMap<>();
    for (Entry entry : queue.take()) {
      switch (redrive(entry)) {
        case Outcome.Done(String how) -> delete(entry, how, queue);
        case Outcome.Stays(String why) -> keep(entry, why);
        case Outcome.Gone(FailedBatch batch) -> gone.put(entry, batch);
      }
    }
    if (!gone.isEmpty()) {
      repair(gone, queue);
    }
    if (done + stay == 0) {
      out.println("The failure queue is empty.");
    } else {
      out.printf("Entries: %d done, %d stay in the queue.%n", done, stay);
    }
    return stay == 0;
  }

  private Outcome redrive(Entry entry) {
    Optional<FailedBatch> batch = FailedBatch.parse(entry.body());
    if (batch.isEmpty()) {
      return new Outcome.Stays(
          "it is no message of Lambda's about a stream: look at it, and delete it by hand");
    }
    if (!batch.get().tableName().equals(tableName)) {
      return new Outcome.Stays(
          "it is of the table %s: name that with --table".formatted(batch.get().tableName()));
    }
    try {
      return records
          .of(batch.get())
          .map(this::replay)
          .orElseGet(() -> new Outcome.Gone(batch.get()));
    } catch (DynamoDbException e) {
      if (INVALID.equals(e.awsErrorDetails().errorCode())) {
        return new Outcome.Stays(
            "the stream cannot be asked for its records: " + e.awsErrorDetails().errorMessage());
      }
      throw e;
    }
  }

  private Outcome replay(List<StreamRecord> all) {
    Replay.Outcome outcome = replay.of(all);
    String how = outcome.processed() + " of " + all.size() + " records processed, from the stream";
    StringBuilder faults = new StringBuilder();
    for (Fault fault : outcome.poison()) {
      faults
          .append("; record ")
          .append(fault.sequenceNumber())
          .append(" can never succeed: ")
          .append(fault.reason());
    }
    if (outcome.stopped().isPresent()) {
      Fault fault = outcome.stopped().get();
      return new Outcome.Stays(
          "%s%s; record %s could not be processed now: %s"
              .formatted(how, faults, fault.sequenceNumber(), fault.reason()));
    }
    return outcome.poison().isEmpty() || dropsPoison
        ? new Outcome.Done(how + faults)
        : new Outcome.Stays(how + faults);
  }

  private void repair(Map<Entry, FailedBatch> gone, FailureQueue queue) {
    ScanRepair.Outcome outcome = repair.repair(List.copyOf(gone.values()));
    outcome.failures().forEach(out::println);
    String how = "by a scan: %d groups of that time repaired".formatted(outcome.groups());
    gone.keySet()
        .forEach(entry -> {
          if (outcome.failures().isEmpty()) {
            delete(entry, how, queue);
          } else {
            keep(entry, "a group of its time could not be repaired, see above");
          }
        });
  }

  private void delete(Entry entry, String how, FailureQueue queue) {
    queue.delete(entry);
    done++;
    out.printf("%s  done: %s%n", entry.id(), how);
  }

  private void keep(Entry entry, String why) {
    stay++;
    out.printf("%s  stays: %s%n", entry.id(), why);
  }
}
