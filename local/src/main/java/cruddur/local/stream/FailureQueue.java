package cruddur.local.stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import cruddur.local.http.HttpAnswer;
import cruddur.local.http.LocalHandler;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The queue of batches that were given up: in memory, and shown at {@code GET /local/failures}, the
 * newest last.
 */
public final class FailureQueue {

  private final List<ObjectNode> messages = new CopyOnWriteArrayList<>();
  private final PrintStream log;

  /**
   * An empty queue.
   *
   * @param log gets a line for every message
   */
  public FailureQueue(PrintStream log) {
    this.log = log;
  }

  void send(ObjectNode message) {
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

  /** Its route, by method and path. */
  public Map<String, LocalHandler> handlers() {
    return Map.of("GET /local/failures", body -> HttpAnswer.json(200, messages));
  }
}
