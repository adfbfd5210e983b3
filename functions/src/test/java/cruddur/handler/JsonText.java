package cruddur.handler;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The little JSON that tests write and read. */
final class JsonText {

  private JsonText() {}

  /** An object of texts, from names and values in turn. */
  static String object(String... namesAndValues) {
    StringBuilder json = new StringBuilder("{");
    for (int i = 0; i < namesAndValues.length; i += 2) {
      json.append(i == 0 ? "" : ",")
          .append(string(namesAndValues[i]))
          .append(':')
          .append(string(namesAndValues[i + 1]));
    }
    return json.append('}').toString();
  }

  static String array(String... elements) {
    return "[" + String.join(",", elements) + "]";
  }

  static String string(String text) {
    return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
  }

  /** The objects of an array, or one object alone; their values are texts. */
  static List<Map<String, String>> objects(String json) {
    List<Map<String, String>> objects = new ArrayList<>();
    try (JsonParser parser = new JsonFactory().createParser(json)) {
      while (parser.nextToken() != null) {
        if (parser.currentToken() == JsonToken.START_OBJECT) {
          objects.add(new LinkedHashMap<>());
        } else if (parser.currentToken() == JsonToken.VALUE_STRING) {
          objects.getLast().put(parser.currentName(), parser.getText());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("no JSON: " + json, e);
    }
    return objects;
  }
}
