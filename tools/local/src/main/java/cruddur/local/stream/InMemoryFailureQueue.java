package cruddur.local.stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import cruddur.local.route.HttpApiResponse;
import cruddur.local.route.LocalHandler;
import cruddur.toolkit.json.Json;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The failure queue, in memory.
 *
 * <ul>
 *   <li>{@code GET /local/failures}: 200, all messages, the newest last.
 *   <li>{@code POST /local/delete-failure} with {@code {request_id}}, a message's {@code
 *       requestContext.requestId}: 200 {@code {request_id}}; 404 if there is no such message.
 * </ul>
 */
public final class InMemoryFailureQueue {

  private final List<ObjectNode> messages = new CopyOnWriteArrayList<>();
  private final PrintStream log;

  /**
   * Creates an empty queue.
   *
   * @param log receives a line for each message
   */
  public InMemoryFailureQueue(PrintStream log) {
    this.log = log;
  }

  /** Adds the message of a discarded batch. */
  public void send(ObjectNode message) {
    messages.add(message);
    JsonNode batch = message.path("DDBStreamBatchInfo");
    log.printf(
        "Discarded %d stream records, %s to %s of %s: %s. See GET /local/failures.%n",
        batch.path("batchSize").intValue(),
        batch.path("startSequenceNumber").textValue(),
        batch.path("endSequenceNumber").textValue(),
        batch.path("shardId").textValue(),
        message.path("requestContext").path("condition").textValue());
  }

  /** All messages, the newest last. */
  public List<ObjectNode> messages() {
    return List.copyOf(messages);
  }

  /** The queue's routes, by method and path. */
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
