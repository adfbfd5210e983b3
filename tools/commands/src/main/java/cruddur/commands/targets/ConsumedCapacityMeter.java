package cruddur.commands.targets;

import java.util.Locale;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

/** Sums the read units that the reads of a client consume, as DynamoDB reports them. */
public final class ConsumedCapacityMeter implements ExecutionInterceptor {

  private final DoubleAdder units = new DoubleAdder();

  /** Read units so far. */
  public double units() {
    return units.sum();
  }

  /** For example {@code 1.5 read units}. */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%.1f read units", units());
  }

  @Override
  public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
    return switch (context.request()) {
      case GetItemRequest get ->
          get.toBuilder().returnConsumedCapacity(ReturnConsumedCapacity.TOTAL).build();
      case QueryRequest query ->
          query.toBuilder().returnConsumedCapacity(ReturnConsumedCapacity.TOTAL).build();
      case ScanRequest scan ->
          scan.toBuilder().returnConsumedCapacity(ReturnConsumedCapacity.TOTAL).build();
      case SdkRequest other -> other;
    };
  }

  @Override
  public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
    consumedBy(context.response()).map(ConsumedCapacity::capacityUnits).forEach(units::add);
  }

  private static Stream<ConsumedCapacity> consumedBy(SdkResponse response) {
    return switch (response) {
      case GetItemResponse get -> Stream.ofNullable(get.consumedCapacity());
      case QueryResponse query -> Stream.ofNullable(query.consumedCapacity());
      case ScanResponse scan -> Stream.ofNullable(scan.consumedCapacity());
      case SdkResponse _ -> Stream.empty();
    };
  }
}
