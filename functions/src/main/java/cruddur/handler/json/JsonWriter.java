package cruddur.handler.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/** Writes JSON to strings. */
public final class JsonWriter {

  /**
   * Expensive to create; shared with JSON readers. Bodies are short, so that no depth of nesting
   * and no length of a number in them needs a limit.
   */
  public static final JsonFactory FACTORY =
      new JsonFactoryBuilder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(Integer.MAX_VALUE)
                  .maxNumberLength(Integer.MAX_VALUE)
                  .build())
          .build();

  private JsonWriter() {}

  public interface ElementWriter<T> {

    void write(JsonGenerator json, T element) throws IOException;
  }

  public interface Content {

    void write(JsonGenerator json) throws IOException;
  }

  public static <T> void writeArray(JsonGenerator json, List<T> elements, ElementWriter<T> writer)
      throws IOException {
    json.writeStartArray();
    for (T element : elements) {
      writer.write(json, element);
    }
    json.writeEndArray();
  }

  public static String write(Content content) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      content.write(json);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to a string failed", e);
    }
    return text.toString();
  }
}
