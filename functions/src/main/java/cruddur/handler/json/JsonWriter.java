package cruddur.handler.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/** Writes JSON to strings. */
public final class JsonWriter {

  /** Creating a factory is what costs, so that reading shares this one. */
  public static final JsonFactory FACTORY = new JsonFactory();

  private JsonWriter() {}

  /** Writes one value of an array. */
  public interface Writer<T> {

    void write(JsonGenerator json, T value) throws IOException;
  }

  /** Writes the content of a document or of an object. */
  public interface Content {

    void write(JsonGenerator json) throws IOException;
  }

  /** Writes an array of values. */
  public static <T> void writeArray(JsonGenerator json, List<T> values, Writer<T> writer)
      throws IOException {
    json.writeStartArray();
    for (T value : values) {
      writer.write(json, value);
    }
    json.writeEndArray();
  }

  /** The text of a document. */
  public static String write(Content content) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      content.write(json);
    } catch (IOException e) {
      throw new UncheckedIOException("a string cannot fail to be written to", e);
    }
    return text.toString();
  }
}
