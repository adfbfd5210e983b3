package cruddur.local.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import cruddur.local.route.HttpApiResponse;
import cruddur.toolkit.json.Json;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class InMemoryFailureQueueTest {

  private static final String FIRST = message("r-1").toString();
  private static final String SECOND = message("r-2").toString();

  private final InMemoryFailureQueue queue =
      new InMemoryFailureQueue(
          new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8));

  @Test
  void aMessageIsDeletedOnce() {
    queue.send(message("r-1"));
    queue.send(message("r-2"));

    assertEquals("200 {\"request_id\":\"r-1\"}", delete("{\"request_id\":\"r-1\"}"));
    assertEquals("404 [\"failure_not_found\"]", delete("{\"request_id\":\"r-1\"}"));
    assertEquals("200 [" + SECOND + "]", respond("GET /local/failures", ""));
  }

  @Test
  void aRequestWithoutAKnownIdDeletesNothing() {
    queue.send(message("r-1"));

    assertEquals("404 [\"failure_not_found\"]", delete(""));
    assertEquals("404 [\"failure_not_found\"]", delete("{}"));
    assertEquals("200 [" + FIRST + "]", respond("GET /local/failures", ""));
  }

  private String delete(String body) {
    return respond("POST /local/delete-failure", body);
  }

  private String respond(String route, String body) {
    HttpApiResponse response =
        queue.handlers().get(route).respond(body.getBytes(StandardCharsets.UTF_8));
    return response.status() + " " + new String(response.body(), StandardCharsets.UTF_8);
  }

  private static ObjectNode message(String requestId) {
    ObjectNode message = Json.object();
    message.putObject("requestContext").put("requestId", requestId);
    return message;
  }
}
