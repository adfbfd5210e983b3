package cruddur.toolkit.template;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The event source mapping between the table's stream and a function, with Lambda's names.
 *
 * @param batchingWindow the longest wait for a full batch
 * @param reportsBatchItemFailures whether the function's response names the failed records
 * @param bisects whether a failed batch is split in two
 * @param filterPatterns event patterns as JSON; a record must match one of them
 * @param failureQueue the ARN of the queue for discarded batches
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
