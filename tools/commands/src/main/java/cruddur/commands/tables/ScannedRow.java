package cruddur.commands.tables;

import cruddur.commands.terminal.DisplayText;
import cruddur.store.dynamodb.item.MessagesTable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * A row that scan prints.
 *
 * @param attributes plain values by name, the key first
 * @param unreadCount of a group row; it is counted, not stored
 */
record ScannedRow(Map<String, Object> attributes, OptionalInt unreadCount) {

  /** A member of the JSON object that holds what is not an attribute. */
  private static final String DERIVED = "_derived";

  private static final String UNREAD_COUNT = "unread_count";

  /** Such as {@code GRP#... 2026-11-22T13:07:40.123456+00:00 message=Hello (unread_count=2)}. */
  String line() {
    Map<String, Object> others = new LinkedHashMap<>(attributes);
    String key = others.remove(MessagesTable.PK) + "  " + others.remove(MessagesTable.SK);
    String text =
        others.entrySet().stream()
            .map(attribute -> "  " + attribute.getKey() + "=" + attribute.getValue())
            .collect(Collectors.joining("", key, ""));
    return DisplayText.oneLine(
        unreadCount.isPresent()
            ? "%s  (%s=%d)".formatted(text, UNREAD_COUNT, unreadCount.getAsInt())
            : text);
  }

  /** The attributes, and {@code {"_derived": {"unread_count": 2}}}. */
  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>(attributes);
    unreadCount.ifPresent(count -> json.put(DERIVED, Map.of(UNREAD_COUNT, count)));
    return json;
  }
}
