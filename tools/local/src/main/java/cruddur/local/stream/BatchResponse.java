package cruddur.local.stream;

import com.fasterxml.jackson.databind.JsonNode;
import cruddur.toolkit.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;

/** What a function's response says of its batch. */
sealed interface BatchResponse {

  /** All records were processed. */
  record Success() implements BatchResponse {}

  /** Those before this place in the batch were; it and all after it come again. */
  record FailureFrom(int firstFailed) implements BatchResponse {}

  /** None counts as processed. */
  record Failure() implements BatchResponse {}

  /**
   * Reads the response of a function that reports item failures: the lowest record that it names is
   * where it goes on. No response, no list and an empty list mean success; a name that is empty,
   * missing or of no record of the batch fails all.
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
      int place = place(failure.path("itemIdentifier"), batch);
      if (place < 0) {
        return new Failure();
      }
      lowest = Math.min(lowest, place);
    }
    return new FailureFrom(lowest);
  }

  private static int place(JsonNode identifier, List<ShardRecord> batch) {
    return IntStream.range(0, batch.size())
        .filter(i -> batch.get(i).sequenceNumber().equals(identifier.textValue()))
        .findFirst()
        .orElse(-1);
  }
}
