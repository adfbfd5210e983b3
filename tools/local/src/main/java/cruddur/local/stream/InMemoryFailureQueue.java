package cruddur.local.stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import cruddur.local.http.HttpApiResponse;
import cruddur.local.http.LocalHandler;
import cruddur.toolkit.json.Json;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The queue of batches that were given up, in memory.
 *
 * <ul>
 *   <li>{@code GET /local/failures}: 200, all of them, the newest last.
 *   <li>{@code POST /local/delete-failure} with {@code {request_id}}, an entry's {@code
 *       requestContext.requestId}: 200 {@code {request_id}}; 404 when there is none, or no more.
 * </ul>
 */
public final class InMemoryFailureQueue {

  private final List<ObjectNode> messages = new CopyOnWriteArrayList<>();
  private final PrintStream log;

  /**
   * An empty queue.
   *
   * @param log gets a line for every message
   */
  public InMemoryFailureQueue(PrintStream log) {
    this.log = log;
  }

  /** Puts a batch aside. */
  public void send(ObjectNode message) {
    messages.add(message);
    JsonNode batch = message.path("DDBStreamBatchInfo");
    log.printf(
        "Gave up %d stream records, %s to %s of %s: %s. See GET /local/failures%n",
        batch.path("batchSize").intValue(),
        batch.path("startSequenceNumber").textValue(),
        batch.path("endSequenceNumber").textValue(),
        batch.path("shardId").textValue(),
        message.path("requestContext").path("condition").textValue());
  }

  /** What was sent, the newest last. */
  public List<ObjectNode> messages() {
    return List.copyOf(messages);
  }

  /** Its routes, by method and path. */
  public Map<String, LocalHandler> handlers() {
    return Map.of(
        "GET /local/failures",
        body -> HttpApiResponse.json(200, messages),
        "POST /local/delete-failure",
        this::delete);
  }

  private HttpApiResponse delete(byte[] body) {
    String id =
        Json.parseObject(body).map(request -> request.path("request_id").asText()).orElse("");
    return messages.removeIf(
            message -> message.path("requestContext").path("requestId").asText().equals(id))
        ? HttpApiResponse.json(200, Map.of("request_id", id))
        : HttpApiResponse.json(404, List.of("failure_not_found"));
  }
}
