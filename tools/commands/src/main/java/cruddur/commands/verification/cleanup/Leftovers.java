package cruddur.commands.verification.cleanup;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import cruddur.store.dynamodb.item.MessagesTable;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The items that some users have left in the table.
 *
 * @param groupRows the rows of the users' lists
 * @param readStates what the users have read
 * @param usage the users' usage windows; those of profile lookups name a network, not a user
 * @param reservations the handles that the users' email addresses reserved last
 * @param profiles by handle and by sign-in
 */
record Leftovers(
    List<Map<String, AttributeValue>> messages,
    List<Map<String, AttributeValue>> groupRows,
    List<Map<String, AttributeValue>> readStates,
    List<Map<String, AttributeValue>> pairs,
    List<Map<String, AttributeValue>> usage,
    List<Map<String, AttributeValue>> reservations,
    List<Map<String, AttributeValue>> profiles) {

  private static final int MEMBERS = 2;

  /**
   * All items. Those that refer to others come last, so that a canceled cleanup can be repeated.
   */
  List<Map<String, AttributeValue>> all() {
    return Stream.of(messages, groupRows, readStates, pairs, usage, reservations, profiles)
        .flatMap(List::stream)
        .toList();
  }

  /** Whether both members' rows of each group show its newest message. */
  boolean isStreamProcessed() {
    Map<String, String> newest =
        messages.stream()
            .collect(
                toMap(
                    message -> text(message, MessagesTable.PK),
                    message -> text(message, MessagesTable.SK),
                    (one, other) -> one.compareTo(other) > 0 ? one : other));
    Map<String, List<Map<String, AttributeValue>>> rows =
        groupRows.stream()
            .collect(
                groupingBy(
                    row -> MessagesTable.messagesOf(text(row, MessagesTable.MESSAGE_GROUP_UUID))));
    return newest.entrySet().stream()
        .allMatch(group ->
            rows.getOrDefault(group.getKey(), List.of()).size() == MEMBERS
                && rows.get(group.getKey()).stream()
                        .map(row -> text(row, MessagesTable.SK))
                        .min(Comparator.naturalOrder())
                        .orElseThrow()
                        .compareTo(group.getValue())
                    >= 0);
  }

  private static String text(Map<String, AttributeValue> item, String attribute) {
    return item.get(attribute).s();
  }
}
