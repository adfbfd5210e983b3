package cruddur.messaging.live;

import java.util.List;
import java.util.Optional;

/**
 * The result of a batch.
 *
 * @param published how many events were published
 * @param unpublished how many were lost
 * @param failures why, each reason once
 * @param retryFrom the sequence number of the first record whose recipients are not known yet
 */
public record NotifyResult(
    int published, int unpublished, List<String> failures, Optional<String> retryFrom) {}
