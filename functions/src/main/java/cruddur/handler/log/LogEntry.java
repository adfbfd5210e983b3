package cruddur.handler.log;

import com.fasterxml.jackson.core.JsonGenerator;
import cruddur.handler.json.JsonWriter;
import cruddur.messaging.port.RowsUnavailableException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the log says of one invocation: figures, codes and ids. No text, name, address or token that
 * a user gave has a place in it.
 */
public final class LogEntry {

  /** How much it matters. */
  public enum Level {
    INFO,
    /** It passes by itself, and should not become frequent. */
    WARN,
    /** Somebody has to look into it. */
    ERROR
  }

  private final List<JsonWriter.Content> fields = new ArrayList<>();
  private final Map<String, Long> counts = new LinkedHashMap<>();
  private Level level = Level.INFO;

  public LogEntry put(String name, String value) {
    return put(json -> json.writeStringField(name, value));
  }

  public LogEntry put(String name, long value) {
    return put(json -> json.writeNumberField(name, value));
  }

  public LogEntry put(String name, double value) {
    return put(json -> json.writeNumberField(name, value));
  }

  public LogEntry put(String name, boolean value) {
    return put(json -> json.writeBooleanField(name, value));
  }

  public LogEntry put(String name, List<String> values) {
    return put(json -> {
      json.writeFieldName(name);
      JsonWriter.writeArray(json, values, JsonGenerator::writeString);
    });
  }

  /** A count that is a metric too, where it is not 0. */
  public LogEntry count(String name, long value) {
    counts.put(name, value);
    return put(name, value);
  }

  /** What went wrong: the types of the errors and where they were thrown, not their messages. */
  public LogEntry failed(Throwable error) {
    level = error instanceof RowsUnavailableException ? Level.WARN : Level.ERROR;
    return put("error", SafeErrorDescription.of(error));
  }

  public LogEntry level(Level severity) {
    level = severity;
    return this;
  }

  /** The names of the counts that are not 0. */
  List<String> metrics() {
    return counts.entrySet().stream()
        .filter(count -> count.getValue() != 0)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** The level, then all else in the order in which it was put. */
  void writeFields(JsonGenerator json) throws IOException {
    json.writeStringField("level", level.name());
    for (JsonWriter.Content field : fields) {
      field.write(json);
    }
  }

  private LogEntry put(JsonWriter.Content field) {
    fields.add(field);
    return this;
  }
}
