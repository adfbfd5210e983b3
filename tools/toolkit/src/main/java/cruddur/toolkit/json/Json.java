package cruddur.toolkit.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** JSON of the local system. */
public final class Json {
  private static final JsonMapper MAPPER = new JsonMapper();

  private Json() {}

  /** An empty object. */
  public static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /** The JSON of a value: a node, a map, a list, a string. */
  public static byte[] bytes(Object value) {
    try {
      return MAPPER.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("cannot be written as JSON", e);
    }
  }

  /** JSON as people read it; what is no JSON is left as it is. */
  public static String pretty(byte[] json) {
    try {
      return MAPPER.readTree(json).toPrettyString();
    } catch (IOException e) {
      return new String(json, StandardCharsets.UTF_8);
    }
  }

  /** A value as a node. */
  public static JsonNode node(Object value) {
    return MAPPER.valueToTree(value);
  }

  /** An object; empty when the text is anything else. */
  public static Optional<ObjectNode> parseObject(byte[] json) {
    try {
      return MAPPER.readTree(json) instanceof ObjectNode object
          ? Optional.of(object)
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /**
   * Reads what this system has written itself.
   *
   * @throws IllegalArgumentException when it is something else
   */
  public static <T> T read(byte[] json, Class<T> type) {
    try {
      return MAPPER.readValue(json, type);
    } catch (IOException e) {
      throw new IllegalArgumentException("no JSON of a " + type.getSimpleName(), e);
    }
  }
}
