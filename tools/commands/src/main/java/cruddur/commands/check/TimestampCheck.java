package cruddur.commands.check;

import cruddur.commands.repair.GroupRepair;
import cruddur.commands.repair.RepairResult;
import cruddur.commands.targets.TableTarget;
import cruddur.messaging.port.PutCondition.KeyIsFree;
import cruddur.messaging.port.PutOutcome;
import cruddur.messaging.port.Rows;
import cruddur.messaging.port.row.Message;
import cruddur.messaging.port.row.Timestamp;
import cruddur.store.dynamodb.MessagesTable;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** Repairs messages with a malformed timestamp by moving them to the time it means. */
record TimestampCheck(TableTarget table) {

  RepairableIssue issue(Message message) {
    RowIssue issue = new RowIssue.MalformedTimestamp(message.key());
    Optional<Timestamp> meant = LegacyTimeParser.of(message.createdAt().text());
    return meant
        .map(time -> new RepairableIssue(issue, () -> move(message, time)))
        .orElseGet(() ->
            RepairableIssue.manual(
                issue, "find out when it was written, and put it again with that time"));
  }

  /** The group is repaired at once, without waiting for the stream. */
  private RepairResult move(Message misdated, Timestamp time) {
    Message placed = place(misdated.at(time));
    delete(misdated);
    new GroupRepair(table.rows()).repair(misdated.groupUuid());
    return new RepairResult.Repaired("moved to " + placed.createdAt().text());
  }

  /** It stands there already when an earlier run ended between the two writes. */
  private Message place(Message message) {
    Rows rows = table.rows();
    Message placed = message;
    while (rows.put(placed, new KeyIsFree()) instanceof PutOutcome.Refused(Message standing)
        && !standing.uuid().equals(message.uuid())) {
      placed = placed.at(placed.createdAt().next());
    }
    return placed;
  }

  private void delete(Message misdated) {
    try {
      table
          .dynamoDb()
          .client()
          .deleteItem(request ->
              request
                  .tableName(table.name())
                  .key(MessagesTable.primaryKey(misdated.key()))
                  .conditionExpression("#uuid = :seen")
                  .expressionAttributeNames(Map.of("#uuid", MessagesTable.MESSAGE_UUID))
                  .expressionAttributeValues(
                      Map.of(":seen", AttributeValue.fromS(misdated.uuid()))));
    } catch (ConditionalCheckFailedException gone) {
      // Another run has moved it.
    }
  }
}
