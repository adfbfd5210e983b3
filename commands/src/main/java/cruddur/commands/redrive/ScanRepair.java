package cruddur.commands.redrive;

import cruddur.commands.check.GroupRepair;
import cruddur.commands.place.Table;
import cruddur.commands.tables.TableScan;
import cruddur.conversation.rows.Timestamp;
import cruddur.store.dynamodb.MessagesTable;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is left when the stream has no records any more: brings every group to its newest message
 * that has one of about the time. It reads the whole table, once for all batches.
 */
record ScanRepair(Table table, GroupRepair repair, PrintWriter err) {

  /** Messages bear the clock of who wrote them, and arrivals are approximate. */
  private static final Duration MARGIN = Duration.ofHours(1);

  private static final String MESSAGES = MessagesTable.messagesOf("");

  /** Repairs the groups of these batches, and perhaps some more; how many it were. */
  int repair(List<FailedBatch> batches) {
    err.println("The stream has lost records: scanning the whole table for the groups of that time ...");
    err.flush();
    Set<String> groups = new TreeSet<>();
    new TableScan(table, Optional.of(MESSAGES))
        .forEach(
            row -> {
              if (batches.stream().anyMatch(batch -> isOf(batch, row))) {
                groups.add(((String) row.get(MessagesTable.PK)).substring(MESSAGES.length()));
              }
            },
            this::tell);
    groups.forEach(repair::repair);
    return groups.size();
  }

  private static boolean isOf(FailedBatch batch, Map<String, Object> message) {
    Instant createdAt = Timestamp.stored((String) message.get(MessagesTable.SK)).instant();
    return !createdAt.isBefore(batch.firstArrival().minus(MARGIN))
        && !createdAt.isAfter(batch.lastArrival().plus(MARGIN));
  }

  private void tell(TableScan.Count count) {
    err.printf("  %d rows%n", count.scanned());
    err.flush();
  }
}
