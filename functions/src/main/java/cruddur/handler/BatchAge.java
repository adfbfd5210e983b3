package cruddur.handler;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Date;
import java.util.Objects;
import java.util.Optional;

/** The age of a stream event. */
final class BatchAge {

  private BatchAge() {}

  /** The age of the oldest record, never negative; empty if no record has a creation time. */
  static Optional<Duration> of(DynamodbEvent event, Instant now) {
    // Creation times of stream records are in whole seconds.
    return event.getRecords().stream()
        .map(DynamodbStreamRecord::getDynamodb)
        .map(StreamRecord::getApproximateCreationDateTime)
        .filter(Objects::nonNull)
        .map(Date::toInstant)
        .min(Comparator.naturalOrder())
        .map(oldest -> oldest.isBefore(now) ? Duration.between(oldest, now) : Duration.ZERO);
  }
}
