package cruddur.toolkit.template;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Reads the properties of a function's DynamoDB event. All are required, because with AWS's
 * defaults a poison record blocks its shard for a day.
 */
final class StreamReader {
  private static final Set<String> PROPERTIES =
      Set.of(
          "Stream",
          "StartingPosition",
          "BatchSize",
          "MaximumBatchingWindowInSeconds",
          "ParallelizationFactor",
          "FunctionResponseTypes",
          "BisectBatchOnFunctionError",
          "MaximumRetryAttempts",
          "MaximumRecordAgeInSeconds",
          "FilterCriteria",
          "DestinationConfig");

  private StreamReader() {}

  static StreamDefinition read(TemplateSection properties) {
    properties.only(PROPERTIES, IgnoredProperties.STREAM).requiredText("Stream");
    return new StreamDefinition(
        properties.number("BatchSize"),
        Duration.ofSeconds(properties.number("MaximumBatchingWindowInSeconds")),
        properties.number("ParallelizationFactor"),
        properties.texts("FunctionResponseTypes").equals(List.of("ReportBatchItemFailures")),
        properties.flag("BisectBatchOnFunctionError"),
        properties.number("MaximumRetryAttempts"),
        Duration.ofSeconds(properties.number("MaximumRecordAgeInSeconds")),
        filterPatterns(properties.required("FilterCriteria")),
        properties.requiredText("StartingPosition"),
        properties.section("DestinationConfig").map(StreamReader::failureQueue));
  }

  private static List<String> filterPatterns(TemplateSection criteria) {
    return criteria.only(Set.of("Filters")).sections("Filters").stream()
        .map(filter -> filter.only(Set.of("Pattern")).requiredText("Pattern"))
        .toList();
  }

  private static String failureQueue(TemplateSection destinations) {
    TemplateSection queue =
        destinations
            .only(Set.of("OnFailure"))
            .required("OnFailure")
            .only(Set.of("Type", "Destination"));
    if (!queue.requiredText("Type").equals("SQS")) {
      throw queue.failure("Type", "the local system supports only SQS as a failure destination");
    }
    return queue.requiredText("Destination");
  }
}
