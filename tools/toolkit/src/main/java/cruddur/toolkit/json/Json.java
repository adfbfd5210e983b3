package cruddur.toolkit.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reads and writes JSON. */
public final class Json {
  private static final JsonMapper MAPPER = new JsonMapper();

  private Json() {}

  /** Returns an empty object. */
  public static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /** Serializes a value: a node, a map, a list, a record or a string. */
  public static byte[] bytes(Object value) {
    try {
      return MAPPER.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("failed to serialize", e);
    }
  }

  /** Formats JSON for people; any other text stays as it is. */
  public static String pretty(byte[] json) {
    try {
      return MAPPER.readTree(json).toPrettyString();
    } catch (IOException e) {
      return new String(json, StandardCharsets.UTF_8);
    }
  }

  /** Converts a value to a node. */
  public static JsonNode node(Object value) {
    return MAPPER.valueToTree(value);
  }

  /** Parses an object; empty if the text is anything else. */
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
   * Deserializes JSON.
   *
   * @throws IllegalArgumentException if it is not JSON of this type
   */
  public static <T> T read(byte[] json, Class<T> type) {
    try {
      return MAPPER.readValue(json, type);
    } catch (IOException e) {
      throw new IllegalArgumentException("not the JSON of a " + type.getSimpleName(), e);
    }
  }
}
