package cruddur.store.dynamodb;

import cruddur.messaging.port.Store;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

public final class DynamoDbStore {

  private DynamoDbStore() {}

  /** The environment gives region, credentials and endpoint. */
  public static Store connect(String tableName) {
    return of(DynamoDbClients.builder().build(), tableName);
  }

  /**
   * A store with an existing client.
   *
   * @param client built by {@link DynamoDbClients}
   * @param tableName the name of the table, or its ARN
   */
  public static Store of(DynamoDbClient client, String tableName) {
    return new Store(
        new DynamoDbRows(client, tableName), new DynamoDbUsageCounter(client, tableName));
  }
}
