package cruddur.store.dynamodb;

import cruddur.invocation.Invocation;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/**
 * Bounds each call, all its tries and pauses together, by the time that is left of the invocation
 * it is made for, and refuses one that there is no time for.
 */
final class TimeLimit implements ExecutionInterceptor {

  /** DynamoDB answers within tens of milliseconds; what is begun with less would be guesswork. */
  private static final Duration LEAST = Duration.ofMillis(200);

  private static final Duration LOOK = Duration.ofSeconds(1);

  private final Duration most;

  /**
   * @param most for a call, however much time is left
   */
  TimeLimit(Duration most) {
    this.most = most;
  }

  /** The shorter of a usual time and what is left; never zero, which would mean no limit. */
  static Duration within(Duration usual) {
    return Invocation.current()
        .map(Invocation::timeLeft)
        .filter(left -> left.compareTo(usual) < 0)
        .map(left -> left.compareTo(LEAST) < 0 ? LEAST : left)
        .orElse(usual);
  }

  @Override
  public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
    return Invocation.current()
        .map(Invocation::timeLeft)
        .map(left -> limited((DynamoDbRequest) context.request(), left))
        .map(SdkRequest.class::cast)
        .orElseGet(context::request);
  }

  private DynamoDbRequest limited(DynamoDbRequest request, Duration left) {
    if (left.compareTo(LEAST) < 0) {
      throw ApiCallTimeoutException.builder()
          .message("no request was made: " + left.toMillis() + " ms are left for requests")
          .build();
    }
    AwsRequestOverrideConfiguration override =
        request
            .overrideConfiguration()
            .map(AwsRequestOverrideConfiguration::toBuilder)
            .orElseGet(AwsRequestOverrideConfiguration::builder)
            .apiCallTimeout(Collections.min(List.of(most, limit(request, left))))
            .build();
    return (DynamoDbRequest) request.toBuilder().overrideConfiguration(override).build();
  }

  /** After a transaction without a response somebody may want to see whether it took effect. */
  private static Duration limit(DynamoDbRequest request, Duration left) {
    boolean leavesTimeToLook =
        request instanceof TransactWriteItemsRequest && left.compareTo(LOOK.multipliedBy(2)) >= 0;
    return leavesTimeToLook ? left.minus(LOOK) : left;
  }
}
