package cruddur.commands.verification;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import cruddur.store.dynamodb.MessagesTable;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The items of the table that some users have left there.
 *
 * @param messages of their conversations
 * @param groupRows their lists
 * @param pairs who of them has a conversation with whom
 * @param recentUse what counts against their limits; that of look-ups names a network, no user
 * @param profiles theirs, by handle and by sign-in
 */
record Leftovers(
    List<Map<String, AttributeValue>> messages,
    List<Map<String, AttributeValue>> groupRows,
    List<Map<String, AttributeValue>> pairs,
    List<Map<String, AttributeValue>> recentUse,
    List<Map<String, AttributeValue>> profiles) {

  private static final int MEMBERS = 2;

  /**
   * All of them; what leads to others comes last, so that a removal that is cut short can be
   * repeated.
   */
  List<Map<String, AttributeValue>> all() {
    return Stream.of(messages, groupRows, pairs, recentUse, profiles)
        .flatMap(List::stream)
        .toList();
  }

  /**
   * Whether the stream has been processed: both members' rows of each conversation show its newest
   * message.
   */
  boolean areSettled() {
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
