package cruddur.store.dynamodb.item;

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

/** Each window is an attribute, so that instances add to it with one unconditional request. */
public final class UsageItems {

  /** More than any count of uses, and than any debt in milliseconds. */
  private static final long MAX_NUMBER = 1_000_000_000_000L;

  private UsageItems() {}

  public static Map<String, AttributeValue> toItem(UsageWindows usage) {
    ItemWriter item = new ItemWriter(usage.key());
    usage.uses().forEach((window, uses) -> item.number(MessagesTable.usesIn(window), uses));
    usage
        .debts()
        .forEach((window, debt) -> item.number(MessagesTable.debtAt(window), debt.toMillis()));
    return item.epochSecond(MessagesTable.EXPIRES_AT, usage.expiresAt()).item();
  }

  /** Attributes whose name is that of no window are ignored. */
  public static UsageWindows toRow(RowKey.OfUsageWindows key, Map<String, AttributeValue> item) {
    ItemReader reader = new ItemReader(item);
    SortedMap<Instant, Long> uses = new TreeMap<>();
    SortedMap<Instant, Duration> debts = new TreeMap<>();
    for (String name : item.keySet()) {
      MessagesTable.windowOfUses(name)
          .ifPresent(window -> uses.put(window, reader.wholeNumber(name, MAX_NUMBER)));
      MessagesTable.windowOfDebt(name)
          .ifPresent(
              window -> debts.put(window, Duration.ofMillis(reader.wholeNumber(name, MAX_NUMBER))));
    }
    return new UsageWindows(key, uses, debts, reader.epochSecond(MessagesTable.EXPIRES_AT));
  }

  public static UpdateItemRequest request(String tableName, UsageUpdate update) {
    Map<String, String> names = new HashMap<>();
    Map<String, AttributeValue> values = new HashMap<>();
    List<String> added = new ArrayList<>();
    List<String> set = new ArrayList<>();
    List<String> removed = new ArrayList<>();
    toItem(update.changes())
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
    for (Instant window : update.expired()) {
      for (String name : List.of(MessagesTable.usesIn(window), MessagesTable.debtAt(window))) {
        names.put("#" + name, name);
        removed.add("#" + name);
      }
    }
    return UpdateItemRequest.builder()
        .tableName(tableName)
        .key(MessagesTable.primaryKey(update.changes().key()))
        .updateExpression(clause("ADD", added) + clause("SET", set) + clause("REMOVE", removed))
        .expressionAttributeNames(names)
        .expressionAttributeValues(values)
        .returnValues(ReturnValue.ALL_NEW)
        .build();
  }

  private static String clause(String verb, List<String> parts) {
    return parts.isEmpty() ? "" : verb + " " + String.join(", ", parts) + " ";
  }
}
