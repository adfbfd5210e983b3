package cruddur.commands.terminal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintWriter;
import java.util.Map;

/** One JSON object a line. */
public record JsonLines(PrintWriter out) {

  private static final JsonMapper JSON = new JsonMapper();

  /** Prints an object, its fields in the order of the map. */
  public void print(Map<String, ?> object) {
    try {
      out.println(JSON.writeValueAsString(object));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("cannot be written as JSON", e);
    }
  }
}
