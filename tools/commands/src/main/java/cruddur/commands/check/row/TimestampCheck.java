package cruddur.commands.check.row;

import cruddur.commands.check.issue.RepairableIssue;
import cruddur.commands.check.issue.RowIssue;
import cruddur.commands.repair.GroupRepair;
import cruddur.commands.repair.RepairResult;
import cruddur.commands.targets.TableTarget;
import cruddur.messaging.conversation.MessageWriter;
import cruddur.messaging.port.row.Message;
import cruddur.messaging.port.row.Timestamp;
import cruddur.store.dynamodb.item.MessagesTable;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * Checks that the sort key of a message is a timestamp. A message in one of the formats of {@link
 * LegacyTimeParser} is moved to its canonical timestamp.
 */
public record TimestampCheck(TableTarget table) {

  public RepairableIssue issue(Message message) {
    RowIssue issue = new RowIssue.MalformedTimestamp(message.key());
    Optional<Timestamp> time = LegacyTimeParser.of(message.createdAt().text());
    return time.map(canonical -> new RepairableIssue(issue, () -> move(message, canonical)))
        .orElseGet(() ->
            RepairableIssue.manual(
                issue, "find out when it was written, and put it again with that time"));
  }

  /** Repairs the group rows itself, so that the result does not depend on the stream. */
  private RepairResult move(Message malformed, Timestamp time) {
    Message moved = new MessageWriter(table.rows()).write(malformed.at(time));
    delete(malformed);
    new GroupRepair(table.rows()).repair(malformed.groupUuid());
    return new RepairResult.Repaired("moved to " + moved.createdAt().text());
  }

  private void delete(Message malformed) {
    try {
      table
          .dynamoDb()
          .client()
          .deleteItem(request ->
              request
                  .tableName(table.name())
                  .key(MessagesTable.primaryKey(malformed.key()))
                  .conditionExpression("#uuid = :seen")
                  .expressionAttributeNames(Map.of("#uuid", MessagesTable.MESSAGE_UUID))
                  .expressionAttributeValues(
                      Map.of(":seen", AttributeValue.fromS(malformed.uuid()))));
    } catch (ConditionalCheckFailedException ignored) {
      // A concurrent run has already moved it.
    }
  }
}
