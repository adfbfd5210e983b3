package cruddur.toolkit.live;

import com.fasterxml.jackson.databind.JsonNode;
import cruddur.toolkit.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * A frame that the server sent.
 *
 * @param json such as {@code {"type":"data","id":"1","event":"{...}"}}
 * @param nanos the value of {@link System#nanoTime} at its arrival
 */
public record EventFrame(JsonNode json, long nanos) {

  /** Whether the frame has this type, such as {@code subscribe_success}. */
  public boolean isOfType(String type) {
    return json.path("type").asText().equals(type);
  }

  /**
   * The events of a {@code data} frame, as they were published; none for another frame. AppSync
   * sends one event as a string; AWS's documentation also shows a list of strings.
   *
   * @throws IOException if an event is not JSON
   */
  public List<JsonNode> events() throws IOException {
    List<JsonNode> events = new ArrayList<>();
    if (isOfType("data")) {
      JsonNode event = json.path("event");
      for (JsonNode text : event.isArray() ? event : List.of(event)) {
        events.add(parse(text.asText()));
      }
    }
    return events;
  }

  /** The messages of the errors of a frame such as {@code subscribe_error}. */
  public List<String> errorMessages() {
    return StreamSupport.stream(json.path("errors").spliterator(), false)
        .map(error -> error.path("message").asText())
        .toList();
  }

  static JsonNode parse(String text) throws IOException {
    try {
      return Json.read(text.getBytes(StandardCharsets.UTF_8), JsonNode.class);
    } catch (IllegalArgumentException e) {
      throw new IOException("the server sent what is not JSON: " + text, e);
    }
  }
}
