package cruddur.commands.check;

import cruddur.commands.place.Table;
import cruddur.conversation.rows.Message;
import cruddur.conversation.rows.PutCondition.KeyIsFree;
import cruddur.conversation.rows.PutOutcome;
import cruddur.conversation.rows.Rows;
import cruddur.conversation.rows.Timestamp;
import cruddur.store.dynamodb.MessagesTable;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** Messages stand at a time. One whose time another reader would understand is moved to it. */
record MisdatedCheck(Table table) {

  Fault fault(Message message) {
    RowFinding finding = new RowFinding.MalformedTimestamp(message.key());
    Optional<Timestamp> meant = LenientTime.of(message.createdAt().text());
    return meant
        .map(time -> new Fault(finding, () -> move(message, time)))
        .orElseGet(() ->
            Fault.beyondRepair(
                finding, "find out when it was written, and put it again with that time"));
  }

  /** The stream shows it in the lists where it is the newest; here nobody waits for the stream. */
  private Mending move(Message misdated, Timestamp time) {
    Message placed = place(misdated.at(time));
    delete(misdated);
    new GroupRepair(table.rows()).repair(misdated.groupUuid());
    return new Mending.Mended("it stands at " + placed.createdAt().text() + " now");
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
