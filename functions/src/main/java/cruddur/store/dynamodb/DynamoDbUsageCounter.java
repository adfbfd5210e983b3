package cruddur.store.dynamodb;

import cruddur.messaging.port.UsageCounter;
import cruddur.messaging.port.UsageUpdate;
import cruddur.messaging.port.row.UsageWindows;
import java.time.Duration;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.SdkServiceClientConfiguration;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/**
 * Counts usage in DynamoDB. Every request carries its own time-outs and turns retries off, so that
 * a count is sent once whatever the client is configured to do.
 */
public final class DynamoDbUsageCounter implements UsageCounter {

  /** Many times what DynamoDB needs, and short enough for a caller to wait. */
  private static final Duration CONNECTION_TIMEOUT = Duration.ofMillis(250);

  private final DynamoDbClient client;
  private final String tableName;
  private final Duration connectionTimeout;

  /**
   * @param tableName the name of the table, or its ARN
   */
  public DynamoDbUsageCounter(DynamoDbClient client, String tableName) {
    this(client, tableName, CONNECTION_TIMEOUT);
  }

  /**
   * @param connectionTimeout for connecting, and for each read; the whole call takes at most twice
   *     as long
   */
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
