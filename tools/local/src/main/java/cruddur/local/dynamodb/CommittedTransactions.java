package cruddur.local.dynamodb;

import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.model.ExecuteTransactionRequest;
import software.amazon.awssdk.services.dynamodb.model.ExecuteTransactionResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;

/**
 * DynamoDB Local's operations, with transactions that are committed when they respond. DynamoDB
 * Local itself responds before the commit. A repetition with the same token waits for the commit,
 * and writes nothing unless the commit has failed. See docs/design.md, "The local system".
 */
final class CommittedTransactions extends LocalDynamoDBRequestHandler {

  private static final int ANY_AUTHORITY = 0;
  private static final boolean SHARED_DB = true;
  private static final boolean DELAY_TRANSIENT_STATUSES = false;

  /**
   * Creates the operations.
   *
   * @param data the directory that keeps the tables; empty to keep them in memory
   */
  CommittedTransactions(Optional<Path> data) {
    super(
        ANY_AUTHORITY,
        data.isEmpty(),
        data.map(Path::toString).orElse(null),
        SHARED_DB,
        DELAY_TRANSIENT_STATUSES);
  }

  @Override
  public TransactWriteItemsResponse transactWriteItems(
      String accessKey, String region, TransactWriteItemsRequest request) {
    TransactWriteItemsRequest repeatable =
        request.clientRequestToken() == null
            ? request.toBuilder().clientRequestToken(UUID.randomUUID().toString()).build()
            : request;
    TransactWriteItemsResponse response = super.transactWriteItems(accessKey, region, repeatable);
    super.transactWriteItems(accessKey, region, repeatable);
    return response;
  }

  @Override
  public ExecuteTransactionResponse executeTransaction(
      String accessKey, String region, ExecuteTransactionRequest request) {
    ExecuteTransactionRequest repeatable =
        request.clientRequestToken() == null
            ? request.toBuilder().clientRequestToken(UUID.randomUUID().toString()).build()
            : request;
    ExecuteTransactionResponse response = super.executeTransaction(accessKey, region, repeatable);
    super.executeTransaction(accessKey, region, repeatable);
    return response;
  }
}
