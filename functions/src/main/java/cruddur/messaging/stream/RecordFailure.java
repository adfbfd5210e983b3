package cruddur.messaging.stream;

import java.util.Optional;

/**
 * Why a record was not processed.
 *
 * @param reason contains no message text
 * @param isPoison whether a retry can never succeed
 * @param cause its message must not be logged
 */
public record RecordFailure(
    String sequenceNumber, String reason, boolean isPoison, Optional<Throwable> cause) {}
