package cruddur.commands.redrive;

import cruddur.commands.repair.GroupRepair;
import cruddur.commands.tables.TableScan;
import cruddur.commands.targets.TableTarget;
import cruddur.commands.terminal.Progress;
import cruddur.messaging.port.RequestRejectedException;
import cruddur.messaging.port.row.Timestamp;
import cruddur.messaging.port.row.UnreadableRowException;
import cruddur.store.dynamodb.item.MessagesTable;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Repairs all message groups that have a message from about the time of batches that the stream no
 * longer has. It scans the table once for all batches, and keeps the groups' uuids in memory.
 */
record ScanRepair(TableTarget table, PrintWriter err) {

  /** Messages have the time of their writer's clock, and arrival times are approximate. */
  private static final Duration MARGIN = Duration.ofHours(1);

  private static final String MESSAGES = MessagesTable.messagesOf("");

  /**
   * The outcome of a scan.
   *
   * @param groups the number of message groups of that time
   * @param failures for each group that could not be repaired, why
   */
  record Outcome(int groups, List<String> failures) {}

  Outcome repair(List<FailedBatch> batches) {
    err.println(
        "Some records are no longer in the stream. Scanning the table for message groups of their time ...");
    err.flush();
    Set<String> groups = groupsOf(batches);
    GroupRepair repair = new GroupRepair(table.rows());
    List<String> failures = new ArrayList<>();
    for (String group : groups) {
      try {
        repair.repair(group);
      } catch (UnreadableRowException e) {
        failures.add(e.getMessage());
      } catch (RequestRejectedException e) {
        failures.add("DynamoDB rejects the rows of group %s.".formatted(group));
      }
    }
    return new Outcome(groups.size(), failures);
  }

  private Set<String> groupsOf(List<FailedBatch> batches) {
    Set<String> groups = new TreeSet<>();
    Progress progress = new Progress(err, "rows");
    var _ =
        new TableScan(table, Optional.of(MESSAGES))
            .forEachPage((messages, count) -> {
              messages.stream()
                  .filter(
                      message -> batches.stream().anyMatch(batch -> isOfSameTime(message, batch)))
                  .map(message -> message.get(MessagesTable.PK).s().substring(MESSAGES.length()))
                  .forEach(groups::add);
              progress.reached(count.scanned());
            });
    return groups;
  }

  private static boolean isOfSameTime(Map<String, AttributeValue> message, FailedBatch batch) {
    Instant createdAt = Timestamp.stored(message.get(MessagesTable.SK).s()).instant();
    return !createdAt.isBefore(batch.first().arrival().minus(MARGIN))
        && !createdAt.isAfter(batch.last().arrival().plus(MARGIN));
  }
}
