package cruddur.toolkit.template;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How a function is fed from the table's stream; the names are those of Lambda's event source
 * mapping.
 *
 * @param batchingWindow how long a batch may wait to fill
 * @param reportsBatchItemFailures whether the function's response names the records that failed
 * @param bisects whether a failed batch is halved
 * @param filterPatterns event patterns, as JSON; a record passes that matches any
 * @param failureQueue the ARN of where batches go that are given up
 */
public record StreamDefinition(
    int batchSize,
    Duration batchingWindow,
    int parallelizationFactor,
    boolean reportsBatchItemFailures,
    boolean bisects,
    int maximumRetryAttempts,
    Duration maximumRecordAge,
    List<String> filterPatterns,
    String startingPosition,
    Optional<String> failureQueue) {}
