package cruddur.commands.terminal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintWriter;

/** One JSON object a line. */
public record JsonLines(PrintWriter out) {

  private static final JsonMapper JSON = new JsonMapper();

  /** Prints an object: a record, or a map, its fields in this order. */
  public void print(Object object) {
    try {
      out.println(JSON.writeValueAsString(object));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("cannot be written as JSON", e);
    }
  }
}
