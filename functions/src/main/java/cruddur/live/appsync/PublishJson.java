package cruddur.live.appsync;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** The JSON of publish requests and their responses. */
final class PublishJson {

  /** Leaves the rest of a response to its reader. */
  private static final JsonFactory JSON =
      new JsonFactoryBuilder().disable(StreamReadFeature.AUTO_CLOSE_SOURCE).build();

  private PublishJson() {}

  /** {@code {"channel", "events"}}; each event is a string of JSON. */
  static byte[] request(String channel, List<String> events) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(body)) {
      json.writeStartObject();
      json.writeStringField("channel", channel);
      json.writeArrayFieldStart("events");
      for (String event : events) {
        json.writeString(event);
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return body.toByteArray();
  }

  /**
   * How many events a response {@code {"successful": [...], "failed": [...]}} says were accepted.
   */
  static int accepted(InputStream response) throws IOException {
    try (JsonParser json = JSON.createParser(response)) {
      while (json.nextToken() != null) {
        if (json.currentToken() == JsonToken.START_ARRAY
            && "successful".equals(json.currentName())) {
          return elements(json);
        }
      }
      return 0;
    }
  }

  private static int elements(JsonParser json) throws IOException {
    int elements = 0;
    while (json.nextToken() != JsonToken.END_ARRAY) {
      json.skipChildren();
      elements++;
    }
    return elements;
  }
}
