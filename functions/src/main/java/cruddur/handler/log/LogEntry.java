package cruddur.handler.log;

import com.fasterxml.jackson.core.JsonGenerator;
import cruddur.handler.json.JsonWriter;
import cruddur.messaging.port.RowsUnavailableException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One line of the log. Never put a text, name, address or token of a user into it. */
public final class LogEntry {

  public enum Level {
    INFO,
    /** Resolves itself; a problem only if frequent. */
    WARN,
    /** Needs an operator. */
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

  /** Puts a count, which is also a metric unless it is 0. */
  public LogEntry count(String name, long value) {
    counts.put(name, value);
    return put(name, value);
  }

  /** Puts an error's types and locations, without messages, and sets the level. */
  public LogEntry failed(Throwable error) {
    level = error instanceof RowsUnavailableException ? Level.WARN : Level.ERROR;
    return put("error", SafeErrorDescription.of(error));
  }

  public LogEntry level(Level severity) {
    level = severity;
    return this;
  }

  /** Raises the level to this severity unless it is already as severe. */
  LogEntry atLeast(Level severity) {
    return level.compareTo(severity) < 0 ? level(severity) : this;
  }

  List<String> metrics() {
    return counts.entrySet().stream()
        .filter(count -> count.getValue() != 0)
        .map(Map.Entry::getKey)
        .toList();
  }

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
