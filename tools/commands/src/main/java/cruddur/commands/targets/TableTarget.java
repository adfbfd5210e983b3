package cruddur.commands.targets;

import cruddur.messaging.port.Rows;
import cruddur.store.dynamodb.DynamoDbRows;

/** The table of messages that a command works on. */
public record TableTarget(DynamoDbTarget dynamoDb, String name) {

  /** Its rows, as the functions read and write them. */
  public Rows rows() {
    return new DynamoDbRows(dynamoDb.client(), name);
  }
}
