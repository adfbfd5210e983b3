package cruddur.local.faults;

import static java.util.Comparator.comparing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import cruddur.store.dynamodb.MessagesTable;
import cruddur.toolkit.json.Json;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.http.HttpExecuteResponse;

/**
 * The index as it was a moment ago. DynamoDB Local's is never behind; that of AWS is, each row on
 * its own, and a read may show an older state than the read before it.
 *
 * <p>It keeps what stood in the last seconds at the key of every group row that is written or read
 * here. A query of the index sees for each row, by chance, what stood in place of what stands.
 */
final class LaggingIndex {

  /** AWS promises no bound; usually it is well below a second. */
  private static final Duration LONGEST_LAG = Duration.ofSeconds(2);

  private record Key(String pk, String sk) {

    static Key of(JsonNode attributes) {
      return new Key(text(attributes, MessagesTable.PK), text(attributes, MessagesTable.SK));
    }
  }

  private final Map<Key, RowHistory> rows = new HashMap<>();
  private final FaultInjector faults;
  private final InstantSource clock;

  LaggingIndex(FaultInjector faults, InstantSource clock) {
    this.faults = faults;
    this.clock = clock;
  }

  /** Takes note of a write that was answered; changes the response of a query of the index. */
  synchronized HttpExecuteResponse behind(DynamoDbAttempt call, HttpExecuteResponse response)
      throws IOException {
    JsonNode request = call.body();
    if (!response.httpResponse().isSuccessful()) {
      return response;
    }
    switch (call.operation()) {
      case "PutItem" -> put(request.path("Item"));
      case "DeleteItem" -> deleted(Key.of(request.path("Key")));
      case "TransactWriteItems" ->
          request.path("TransactItems").forEach(part -> put(part.path("Put").path("Item")));
      case "Query" -> {
        if (request.has("IndexName")) {
          return queried(request, response);
        }
      }
      default -> {}
    }
    return response;
  }

  private void put(JsonNode item) {
    if (item.has(MessagesTable.MESSAGE_GROUP_UUID)) {
      rows.computeIfAbsent(Key.of(item), _ -> new RowHistory(Optional.empty()))
          .becomes(Optional.of(item), clock.instant());
    }
  }

  private void deleted(Key key) {
    Optional.ofNullable(rows.get(key))
        .ifPresent(row -> row.becomes(Optional.empty(), clock.instant()));
  }

  private HttpExecuteResponse queried(JsonNode request, HttpExecuteResponse response)
      throws IOException {
    ObjectNode body = Json.parseObject(DynamoDbResponses.body(response)).orElseThrow();
    // A query has but one value, the index's key.
    String group = request.path("ExpressionAttributeValues").iterator().next().path("S").asText();
    learn(group, body.path("Items"));
    rows.values().removeIf(row -> row.forget(clock.instant().minus(LONGEST_LAG)));
    List<JsonNode> items =
        rows.values().stream()
            .filter(row -> row.items().stream().anyMatch(item -> isOf(group, item)))
            .flatMap(row -> seen(row).stream())
            .filter(item -> isOf(group, item))
            .sorted(comparing(item -> text(item, MessagesTable.SK)))
            .toList();
    body.putArray("Items").addAll(items);
    body.put("Count", items.size()).put("ScannedCount", items.size());
    return DynamoDbResponses.with(body, response);
  }

  /** The response as it came is what stands, whoever wrote it. */
  private void learn(String group, JsonNode items) {
    Map<Key, Optional<JsonNode>> standing = new HashMap<>();
    items.forEach(item -> standing.put(Key.of(item), Optional.of(item)));
    rows.forEach((key, row) -> {
      if (row.latest().filter(item -> isOf(group, item)).isPresent()) {
        standing.putIfAbsent(key, Optional.empty());
      }
    });
    standing.forEach((key, item) ->
        rows.computeIfAbsent(key, _ -> new RowHistory(item)).becomes(item, clock.instant()));
  }

  private Optional<JsonNode> seen(RowHistory row) {
    if (faults.draw(InjectedFault.Index.class).isEmpty()) {
      return row.latest();
    }
    Instant moment = clock.instant().minus(faults.upTo(LONGEST_LAG, InjectedFault.Index.class));
    Optional<JsonNode> seen = row.asOf(moment);
    if (!seen.equals(row.latest())) {
      faults.count(InjectedFault.Index.BEHIND);
    }
    return seen;
  }

  private static boolean isOf(String group, JsonNode item) {
    return text(item, MessagesTable.MESSAGE_GROUP_UUID).equals(group);
  }

  private static String text(JsonNode attributes, String name) {
    return attributes.path(name).path("S").asText();
  }
}
