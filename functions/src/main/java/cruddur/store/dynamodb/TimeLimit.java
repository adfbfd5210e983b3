package cruddur.store.dynamodb;

import cruddur.invocation.Invocation;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/**
 * Limits each call to the time that is left of the current invocation.
 *
 * <p>See docs/design.md, "Time limits and retries".
 */
final class TimeLimit implements ExecutionInterceptor {

  /** With less time than this a call is not made. */
  private static final Duration MIN_TIME = Duration.ofMillis(200);

  /** Left after a transaction, to read whether one without a response took effect. */
  private static final Duration TIME_TO_VERIFY = Duration.ofSeconds(1);

  private static final ScopedValue<Duration> CONNECTION_TIMEOUT = ScopedValue.newInstance();

  /** The timeout applies to connecting and to each read. */
  static <T> T callWithConnectionTimeout(Duration timeout, Supplier<T> call) {
    return ScopedValue.where(CONNECTION_TIMEOUT, timeout).call(call::get);
  }

  /**
   * The shortest of the default, the current call's own, and the time left of the invocation. Never
   * zero, which would mean no timeout.
   */
  static Duration connectionTimeout(Duration defaultTimeout) {
    Stream<Duration> ofCall =
        CONNECTION_TIMEOUT.isBound() ? Stream.of(CONNECTION_TIMEOUT.get()) : Stream.empty();
    Stream<Duration> ofInvocation =
        Invocation.current().stream()
            .map(Invocation::timeLeft)
            .map(left -> left.compareTo(MIN_TIME) < 0 ? MIN_TIME : left);
    return Stream.concat(ofCall, ofInvocation).reduce(defaultTimeout, TimeLimit::shorter);
  }

  @Override
  public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
    return Invocation.current()
        .map(Invocation::timeLeft)
        .map(left -> limited((DynamoDbRequest) context.request(), left))
        .map(SdkRequest.class::cast)
        .orElseGet(context::request);
  }

  private static DynamoDbRequest limited(DynamoDbRequest request, Duration left) {
    if (left.compareTo(MIN_TIME) < 0) {
      throw ApiCallTimeoutException.builder()
          .message("No request was made: only " + left.toMillis() + " ms are left for requests.")
          .build();
    }
    AwsRequestOverrideConfiguration.Builder override =
        request
            .overrideConfiguration()
            .map(AwsRequestOverrideConfiguration::toBuilder)
            .orElseGet(AwsRequestOverrideConfiguration::builder);
    Duration limit = limit(request, left);
    Duration own = override.apiCallTimeout();
    override.apiCallTimeout(own == null ? limit : shorter(own, limit));
    return (DynamoDbRequest) request.toBuilder().overrideConfiguration(override.build()).build();
  }

  private static Duration limit(DynamoDbRequest request, Duration left) {
    boolean leavesTimeToVerify =
        request instanceof TransactWriteItemsRequest
            && left.compareTo(TIME_TO_VERIFY.multipliedBy(2)) >= 0;
    return leavesTimeToVerify ? left.minus(TIME_TO_VERIFY) : left;
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) <= 0 ? one : other;
  }
}
