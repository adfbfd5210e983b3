package cruddur.store.dynamodb;

import cruddur.invocation.Invocation;
import cruddur.invocation.TableUsage;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/** Adds up the current invocation's requests, retries included, and their capacity units. */
final class UsageMeter implements ExecutionInterceptor {

  @Override
  public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
    Optional<Invocation> invocation = Invocation.current();
    invocation.map(Invocation::usage).ifPresent(TableUsage::addCall);
    return invocation.isPresent() ? withConsumedCapacity(context.request()) : context.request();
  }

  @Override
  public void beforeTransmission(
      Context.BeforeTransmission context, ExecutionAttributes attributes) {
    Invocation.current().map(Invocation::usage).ifPresent(TableUsage::addRequest);
  }

  @Override
  public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
    Invocation.current()
        .map(Invocation::usage)
        .ifPresent(usage -> {
          switch (context.response()) {
            case GetItemResponse get -> usage.addReadUnits(units(get.consumedCapacity()));
            case QueryResponse query -> usage.addReadUnits(units(query.consumedCapacity()));
            case PutItemResponse put -> usage.addWriteUnits(units(put.consumedCapacity()));
            case UpdateItemResponse update -> usage.addWriteUnits(units(update.consumedCapacity()));
            case DeleteItemResponse delete -> usage.addWriteUnits(units(delete.consumedCapacity()));
            case TransactWriteItemsResponse transaction ->
                usage.addWriteUnits(units(transaction.consumedCapacity()));
            default -> {}
          }
        });
  }

  private static SdkRequest withConsumedCapacity(SdkRequest request) {
    ReturnConsumedCapacity total = ReturnConsumedCapacity.TOTAL;
    return switch (request) {
      case GetItemRequest get -> get.toBuilder().returnConsumedCapacity(total).build();
      case QueryRequest query -> query.toBuilder().returnConsumedCapacity(total).build();
      case PutItemRequest put -> put.toBuilder().returnConsumedCapacity(total).build();
      case UpdateItemRequest update -> update.toBuilder().returnConsumedCapacity(total).build();
      case DeleteItemRequest delete -> delete.toBuilder().returnConsumedCapacity(total).build();
      case TransactWriteItemsRequest transaction ->
          transaction.toBuilder().returnConsumedCapacity(total).build();
      case SdkRequest other -> other;
    };
  }

  private static double units(List<ConsumedCapacity> tables) {
    return tables.stream().mapToDouble(UsageMeter::units).sum();
  }

  /** A local implementation of DynamoDB may not report them. */
  private static double units(ConsumedCapacity consumed) {
    return consumed == null || consumed.capacityUnits() == null ? 0 : consumed.capacityUnits();
  }
}
