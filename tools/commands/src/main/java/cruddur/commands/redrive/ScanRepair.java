package cruddur.commands.redrive;

import cruddur.commands.repair.GroupRepair;
import cruddur.commands.tables.TableScan;
import cruddur.commands.targets.TableTarget;
import cruddur.commands.terminal.Progress;
import cruddur.messaging.port.UnreadableRowException;
import cruddur.messaging.port.row.Timestamp;
import cruddur.store.dynamodb.MessagesTable;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is left when the stream has the records no more: brings every group that has a message of
 * about their time to its newest one. It reads the whole table, once for all batches, and holds the
 * groups' uuids in memory.
 */
record ScanRepair(TableTarget table, PrintWriter err) {

  /** Messages bear the clock of who wrote them, and arrivals are approximate. */
  private static final Duration MARGIN = Duration.ofHours(1);

  private static final String MESSAGES = MessagesTable.messagesOf("");

  /**
   * What was done.
   *
   * @param groups how many were looked at
   * @param failures why some of them could not be repaired, a line each
   */
  record Outcome(int groups, List<String> failures) {}

  Outcome repair(List<FailedBatch> batches) {
    err.println(
        "Some records are no longer in the stream: scanning the table for the groups of their time ...");
    err.flush();
    Set<String> groups = groupsOf(batches);
    GroupRepair repair = new GroupRepair(table.rows());
    List<String> failures = new ArrayList<>();
    for (String group : groups) {
      try {
        repair.repair(group);
      } catch (UnreadableRowException e) {
        failures.add(e.getMessage());
      }
    }
    return new Outcome(groups.size(), failures);
  }

  private Set<String> groupsOf(List<FailedBatch> batches) {
    Set<String> groups = new TreeSet<>();
    Progress progress = new Progress(err, "rows");
    new TableScan(table, Optional.of(MESSAGES))
        .forEach(
            message -> {
              if (batches.stream().anyMatch(batch -> isOfItsTime(message, batch))) {
                groups.add(message.get(MessagesTable.PK).toString().substring(MESSAGES.length()));
              }
            },
            count -> progress.reached(count.scanned()));
    return groups;
  }

  private static boolean isOfItsTime(Map<String, Object> message, FailedBatch batch) {
    Instant createdAt = Timestamp.stored(message.get(MessagesTable.SK).toString()).instant();
    return !createdAt.isBefore(batch.firstArrival().minus(MARGIN))
        && !createdAt.isAfter(batch.lastArrival().plus(MARGIN));
  }
}
