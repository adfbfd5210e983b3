package cruddur.handler;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;

/**
 * A client that adds up the write units of its puts and deletes, those of the index included. Of
 * the rest it can read alone.
 */
final class MeteredClient implements DynamoDbClient {

  private final DynamoDbClient client;
  private double written;

  MeteredClient(DynamoDbClient client) {
    this.client = client;
  }

  double takeWriteUnits() {
    double units = written;
    written = 0;
    return units;
  }

  @Override
  public PutItemResponse putItem(PutItemRequest request) {
    PutItemResponse response =
        client.putItem(request.copy(r -> r.returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)));
    written += response.consumedCapacity().capacityUnits();
    return response;
  }

  @Override
  public DeleteItemResponse deleteItem(DeleteItemRequest request) {
    DeleteItemResponse response =
        client.deleteItem(
            request.copy(r -> r.returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)));
    written += response.consumedCapacity().capacityUnits();
    return response;
  }

  @Override
  public GetItemResponse getItem(GetItemRequest request) {
    return client.getItem(request);
  }

  @Override
  public QueryResponse query(QueryRequest request) {
    return client.query(request);
  }

  @Override
  public String serviceName() {
    return client.serviceName();
  }

  @Override
  public void close() {
    // The client it wraps is not its own.
  }
}
