package cruddur.bench.table;

import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/**
 * Adds up the requests of functions and the units that DynamoDB Local reports for them.
 *
 * <p>DynamoDB Local's figures are corrected where AWS charges more: a read that returns nothing
 * costs the minimum of its kind (API reference of Query), and a transaction prepares and commits
 * each of its writes (developer guide, "Managing complex workflows with DynamoDB transactions").
 */
public final class RequestMeter implements ExecutionInterceptor {

  private int requests;
  private double readUnits;
  private double writeUnits;

  /** What was used since the last call. */
  public synchronized RequestCost take() {
    RequestCost cost = new RequestCost(requests, readUnits, writeUnits);
    requests = 0;
    readUnits = 0;
    writeUnits = 0;
    return cost;
  }

  /** After the functions' own interceptor, which requests only the sum. */
  @Override
  public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
    return context.request() instanceof TransactWriteItemsRequest transaction
        ? transaction.toBuilder().returnConsumedCapacity(ReturnConsumedCapacity.INDEXES).build()
        : context.request();
  }

  @Override
  public synchronized void beforeTransmission(
      Context.BeforeTransmission context, ExecutionAttributes attributes) {
    requests++;
  }

  @Override
  public synchronized void afterExecution(
      Context.AfterExecution context, ExecutionAttributes attributes) {
    switch (context.response()) {
      case GetItemResponse get ->
          readUnits +=
              atLeastMinimum(
                  units(get.consumedCapacity()),
                  ((GetItemRequest) context.request()).consistentRead());
      case QueryResponse query ->
          readUnits +=
              atLeastMinimum(
                  units(query.consumedCapacity()),
                  ((QueryRequest) context.request()).consistentRead());
      case PutItemResponse put -> writeUnits += units(put.consumedCapacity());
      case UpdateItemResponse update -> writeUnits += units(update.consumedCapacity());
      case DeleteItemResponse delete -> writeUnits += units(delete.consumedCapacity());
      case TransactWriteItemsResponse transaction ->
          transaction.consumedCapacity().forEach(used -> writeUnits += unitsOfTransaction(used));
      default -> {}
    }
  }

  private static double atLeastMinimum(double reported, Boolean isConsistent) {
    return Math.max(reported, Boolean.TRUE.equals(isConsistent) ? 1 : 0.5);
  }

  /** The table's writes count twice in a transaction, those of its index once. */
  private static double unitsOfTransaction(ConsumedCapacity used) {
    return used.capacityUnits() + used.table().capacityUnits();
  }

  private static double units(ConsumedCapacity consumed) {
    return consumed == null || consumed.capacityUnits() == null ? 0 : consumed.capacityUnits();
  }
}
