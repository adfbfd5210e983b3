package cruddur.local.stream;

import com.fasterxml.jackson.databind.JsonNode;
import cruddur.toolkit.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;

/** A function's response about its batch. */
sealed interface BatchResponse {

  /** All records were processed. */
  record Success() implements BatchResponse {}

  /** Records before this index were processed; all others are retried. */
  record FailureFrom(int firstFailed) implements BatchResponse {}

  /** No record was processed. */
  record Failure() implements BatchResponse {}

  /**
   * Reads the response of a function that reports batch item failures. Delivery continues with the
   * first record that it names. No response, no list and an empty list mean success; an identifier
   * that is empty, missing or not of the batch fails the whole batch.
   */
  static BatchResponse read(byte[] response, List<ShardRecord> batch) {
    if (new String(response, StandardCharsets.UTF_8).matches("\\s*(null)?\\s*")) {
      return new Success();
    }
    return Json.parseObject(response)
        .map(object -> read(object.path("batchItemFailures"), batch))
        .orElseGet(Failure::new);
  }

  private static BatchResponse read(JsonNode failures, List<ShardRecord> batch) {
    if (failures.isMissingNode()
        || failures.isNull()
        || (failures.isArray() && failures.isEmpty())) {
      return new Success();
    }
    if (!failures.isArray()) {
      return new Failure();
    }
    int lowest = batch.size();
    for (JsonNode failure : failures) {
      int index = index(failure.path("itemIdentifier"), batch);
      if (index < 0) {
        return new Failure();
      }
      lowest = Math.min(lowest, index);
    }
    return new FailureFrom(lowest);
  }

  private static int index(JsonNode identifier, List<ShardRecord> batch) {
    return IntStream.range(0, batch.size())
        .filter(i -> batch.get(i).sequenceNumber().equals(identifier.textValue()))
        .findFirst()
        .orElse(-1);
  }
}
