package cruddur.commands.terminal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintWriter;

/** Prints one JSON object per line. */
public record JsonLines(PrintWriter out) {

  private static final JsonMapper JSON = new JsonMapper();

  /** Prints a record or a map; the fields keep their order. */
  public void print(Object object) {
    try {
      out.println(JSON.writeValueAsString(object));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("cannot be written as JSON", e);
    }
  }
}
