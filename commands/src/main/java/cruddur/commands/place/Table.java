package cruddur.commands.place;

import cruddur.conversation.rows.Rows;
import cruddur.store.dynamodb.DynamoDbRows;

/** The table of messages that a command works on. */
public record Table(DynamoDb dynamoDb, String name) {

  /** Its rows, as the functions read and write them. */
  public Rows rows() {
    return new DynamoDbRows(dynamoDb.client(), name);
  }
}
