package cruddur.commands.users;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.UncheckedIOException;

/** One JSON value on one line. */
final class JsonLine {

  private static final JsonMapper JSON = new JsonMapper();

  private JsonLine() {}

  /** The line of a record, a map or a list of such. */
  static String of(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
