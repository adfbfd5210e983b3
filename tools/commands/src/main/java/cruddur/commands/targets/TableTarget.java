package cruddur.commands.targets;

import cruddur.messaging.port.Rows;
import cruddur.store.dynamodb.DynamoDbRows;

/** The messages table that a command uses. */
public record TableTarget(DynamoDbTarget dynamoDb, String name) {

  /** The rows, as the functions read and write them. */
  public Rows rows() {
    return new DynamoDbRows(dynamoDb.client(), name);
  }
}
