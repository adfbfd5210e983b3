package cruddur.store.dynamodb;

import cruddur.messaging.port.UnreadableRowException;
import cruddur.messaging.port.UsageUpdate;
import cruddur.messaging.port.row.RowKey;
import cruddur.messaging.port.row.UsageWindows;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * Rows of recent use as items, and back. They have an attribute for each window, named by when it
 * began, so that instances add to them in one unconditional request.
 */
final class UsageItems {

  private UsageItems() {}

  static Map<String, AttributeValue> toItem(UsageWindows use) {
    Map<String, AttributeValue> item = new HashMap<>(MessagesTable.primaryKey(use.key()));
    use.uses().forEach((window, count) -> item.put(MessagesTable.uses(window), number(count)));
    use.owed().forEach((at, owed) -> item.put(MessagesTable.owed(at), number(owed.toMillis())));
    item.put(MessagesTable.EXPIRES_AT, number(use.expiresAt().getEpochSecond()));
    return item;
  }

  static UsageWindows toRow(RowKey.OfUsageWindows key, Map<String, AttributeValue> item) {
    SortedMap<Instant, Long> uses = new TreeMap<>();
    SortedMap<Instant, Duration> owed = new TreeMap<>();
    item.forEach((name, value) -> {
      MessagesTable.windowOfUses(name).ifPresent(window -> uses.put(window, number(value)));
      MessagesTable.momentOfOwed(name)
          .ifPresent(moment -> owed.put(moment, Duration.ofMillis(number(value))));
    });
    AttributeValue expiresAt = item.get(MessagesTable.EXPIRES_AT);
    if (expiresAt == null) {
      throw new UnreadableRowException(
          MessagesTable.EXPIRES_AT,
          "The row %s has no attribute %s. Delete it."
              .formatted(MessagesTable.pk(key), MessagesTable.EXPIRES_AT));
    }
    return new UsageWindows(key, uses, owed, Instant.ofEpochSecond(number(expiresAt)));
  }

  /** Adds, sets and removes, and asks for the row as it is then. */
  static UpdateItemRequest request(String tableName, UsageUpdate report) {
    Map<String, String> names = new HashMap<>();
    Map<String, AttributeValue> values = new HashMap<>();
    List<String> added = new ArrayList<>();
    List<String> set = new ArrayList<>();
    List<String> removed = new ArrayList<>();
    toItem(report.news())
        .forEach((name, value) -> {
          if (!MessagesTable.isKey(name)) {
            names.put("#" + name, name);
            values.put(":" + name, value);
            if (MessagesTable.windowOfUses(name).isPresent()) {
              added.add("#%s :%s".formatted(name, name));
            } else {
              set.add("#%s = :%s".formatted(name, name));
            }
          }
        });
    for (Instant moment : report.forgotten()) {
      for (String name : List.of(MessagesTable.uses(moment), MessagesTable.owed(moment))) {
        names.put("#" + name, name);
        removed.add("#" + name);
      }
    }
    return UpdateItemRequest.builder()
        .tableName(tableName)
        .key(MessagesTable.primaryKey(report.news().key()))
        .updateExpression(clause("ADD", added) + clause("SET", set) + clause("REMOVE", removed))
        .expressionAttributeNames(names)
        .expressionAttributeValues(values)
        .returnValues(ReturnValue.ALL_NEW)
        .build();
  }

  private static String clause(String verb, List<String> parts) {
    return parts.isEmpty() ? "" : verb + " " + String.join(", ", parts) + " ";
  }

  private static AttributeValue number(long value) {
    return AttributeValue.fromN(Long.toString(value));
  }

  private static long number(AttributeValue value) {
    return Long.parseLong(value.n());
  }
}
