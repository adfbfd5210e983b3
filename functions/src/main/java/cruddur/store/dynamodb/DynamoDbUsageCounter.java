package cruddur.store.dynamodb;

import cruddur.messaging.port.UsageCounter;
import cruddur.messaging.port.UsageUpdate;
import cruddur.messaging.port.row.UsageWindows;
import cruddur.store.dynamodb.item.UsageItems;
import java.time.Duration;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.SdkServiceClientConfiguration;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/** Never sends a count twice, whatever retries and timeouts the client is configured with. */
public final class DynamoDbUsageCounter implements UsageCounter {

  /** Many times what DynamoDB needs, and short enough for a caller to wait. */
  private static final Duration CONNECTION_TIMEOUT = Duration.ofMillis(250);

  private final DynamoDbClient client;
  private final String tableName;
  private final Duration connectionTimeout;

  /** {@code tableName} may be an ARN. */
  public DynamoDbUsageCounter(DynamoDbClient client, String tableName) {
    this(client, tableName, CONNECTION_TIMEOUT);
  }

  /** For connecting, and for each read. The whole call takes at most twice as long. */
  DynamoDbUsageCounter(DynamoDbClient client, String tableName, Duration connectionTimeout) {
    this.client = client;
    this.tableName = tableName;
    this.connectionTimeout = connectionTimeout;
  }

  @Override
  public UsageWindows count(UsageUpdate update) {
    UpdateItemRequest request =
        UsageItems.request(tableName, update).toBuilder()
            .overrideConfiguration(call ->
                call.apiCallTimeout(connectionTimeout.multipliedBy(2))
                    .addPlugin(DynamoDbUsageCounter::turnRetriesOff))
            .build();
    UpdateItemResponse response =
        TimeLimit.callWithConnectionTimeout(
            connectionTimeout,
            () -> ExceptionTranslation.translate(() -> client.updateItem(request)));
    return UsageItems.toRow(update.changes().key(), response.attributes());
  }

  private static void turnRetriesOff(SdkServiceClientConfiguration.Builder client) {
    client.overrideConfiguration(
        client.overrideConfiguration().toBuilder()
            .retryStrategy(AwsRetryStrategy.doNotRetry())
            .build());
  }
}
