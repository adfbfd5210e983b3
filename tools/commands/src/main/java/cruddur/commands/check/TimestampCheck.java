package cruddur.commands.check;

import cruddur.commands.repair.GroupRepair;
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

/** Messages stand at a time. One whose time another reader would understand is moved to it. */
record TimestampCheck(TableTarget table) {

  RepairableIssue fault(Message message) {
    RowIssue finding = new RowIssue.MalformedTimestamp(message.key());
    Optional<Timestamp> meant = LegacyTimeParser.of(message.createdAt().text());
    return meant
        .map(time -> new RepairableIssue(finding, () -> move(message, time)))
        .orElseGet(() ->
            RepairableIssue.beyondRepair(
                finding, "find out when it was written, and put it again with that time"));
  }

  /** The stream shows it in the lists where it is the newest; here nobody waits for the stream. */
  private RepairResult move(Message misdated, Timestamp time) {
    Message placed = place(misdated.at(time));
    delete(misdated);
    new GroupRepair(table.rows()).repair(misdated.groupUuid());
    return new RepairResult.Repaired("it stands at " + placed.createdAt().text() + " now");
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
