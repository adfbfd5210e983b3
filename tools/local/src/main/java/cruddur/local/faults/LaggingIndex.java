package cruddur.local.faults;

import static java.util.Comparator.comparing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import cruddur.store.dynamodb.item.MessagesTable;
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
 * An index that lags. DynamoDB Local's index is always current; on AWS each row lags by itself, and
 * a read may return an older state than the read before it.
 *
 * <p>This keeps the states of the last seconds of every group row that is written or read. A query
 * of the index returns, at random, a row's earlier state in place of the current one.
 */
final class LaggingIndex {

  /** AWS guarantees no limit; usually the lag is below a second. */
  private static final Duration MAX_LAG = Duration.ofSeconds(2);

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

  /** Records a successful write; changes the response of a query of the index. */
  synchronized HttpExecuteResponse observe(DynamoDbAttempt attempt, HttpExecuteResponse response)
      throws IOException {
    JsonNode request = attempt.body();
    if (!response.httpResponse().isSuccessful()) {
      return response;
    }
    switch (attempt.operation()) {
      case "PutItem" -> recordPut(request.path("Item"));
      case "DeleteItem" -> recordDelete(Key.of(request.path("Key")));
      case "TransactWriteItems" ->
          request.path("TransactItems").forEach(part -> recordPut(part.path("Put").path("Item")));
      case "Query" -> {
        if (request.has("IndexName")) {
          return staleQuery(request, response);
        }
      }
      default -> {}
    }
    return response;
  }

  private void recordPut(JsonNode item) {
    if (item.has(MessagesTable.MESSAGE_GROUP_UUID)) {
      rows.computeIfAbsent(Key.of(item), _ -> new RowHistory(Optional.empty()))
          .set(Optional.of(item), clock.instant());
    }
  }

  private void recordDelete(Key key) {
    Optional.ofNullable(rows.get(key)).ifPresent(row -> row.set(Optional.empty(), clock.instant()));
  }

  private HttpExecuteResponse staleQuery(JsonNode request, HttpExecuteResponse response)
      throws IOException {
    ObjectNode body = Json.parseObject(DynamoDbResponses.body(response)).orElseThrow();
    // The only value of the query is the index's key.
    String group = request.path("ExpressionAttributeValues").iterator().next().path("S").asText();
    learn(group, body.path("Items"));
    rows.values().removeIf(row -> row.forget(clock.instant().minus(MAX_LAG)));
    List<JsonNode> items =
        rows.values().stream()
            .filter(row -> row.items().stream().anyMatch(item -> isOf(group, item)))
            .flatMap(row -> visibleState(row).stream())
            .filter(item -> isOf(group, item))
            .sorted(comparing(item -> text(item, MessagesTable.SK)))
            .toList();
    body.putArray("Items").addAll(items);
    body.put("Count", items.size()).put("ScannedCount", items.size());
    return DynamoDbResponses.with(body, response);
  }

  /** Records the current rows, which other clients may have written. */
  private void learn(String group, JsonNode items) {
    Map<Key, Optional<JsonNode>> current = new HashMap<>();
    items.forEach(item -> current.put(Key.of(item), Optional.of(item)));
    rows.forEach((key, row) -> {
      if (row.latest().filter(item -> isOf(group, item)).isPresent()) {
        current.putIfAbsent(key, Optional.empty());
      }
    });
    current.forEach((key, item) ->
        rows.computeIfAbsent(key, _ -> new RowHistory(item)).set(item, clock.instant()));
  }

  private Optional<JsonNode> visibleState(RowHistory row) {
    if (faults.draw(InjectedFault.Index.class).isEmpty()) {
      return row.latest();
    }
    Instant moment = clock.instant().minus(faults.upTo(MAX_LAG, InjectedFault.Index.class));
    Optional<JsonNode> state = row.asOf(moment);
    if (!state.equals(row.latest())) {
      faults.count(InjectedFault.Index.BEHIND);
    }
    return state;
  }

  private static boolean isOf(String group, JsonNode item) {
    return text(item, MessagesTable.MESSAGE_GROUP_UUID).equals(group);
  }

  private static String text(JsonNode attributes, String name) {
    return attributes.path(name).path("S").asText();
  }
}
