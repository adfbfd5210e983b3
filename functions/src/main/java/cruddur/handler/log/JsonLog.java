package cruddur.handler.log;

import com.fasterxml.jackson.core.JsonGenerator;
import cruddur.handler.json.JsonWriter;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;

/**
 * The structured log: JSON lines on standard output, without slf4j-simple, which would put the
 * level before each line. Counts other than 0 are also metrics, in CloudWatch's embedded metric
 * format, with the table name as their only dimension.
 */
public final class JsonLog {

  private static final String NAMESPACE = "Cruddur/Messages";
  private static final String DIMENSION = "TableName";

  private final Consumer<String> lines;
  private final InstantSource clock;
  private final String tableName;

  public JsonLog(Consumer<String> lines, InstantSource clock, String tableName) {
    this.lines = lines;
    this.clock = clock;
    this.tableName = tableName;
  }

  /** Logs a problem that belongs to no invocation, without the error's message. */
  public void warn(String message, Throwable error) {
    write(new LogEntry().put("message", message).failed(error).level(LogEntry.Level.WARN));
  }

  void write(LogEntry entry) {
    lines.accept(
        JsonWriter.write(json -> {
          json.writeStartObject();
          entry.writeFields(json);
          if (!entry.metrics().isEmpty()) {
            writeMetrics(json, entry.metrics());
          }
          json.writeEndObject();
        }));
  }

  private void writeMetrics(JsonGenerator json, List<String> names) throws IOException {
    json.writeStringField(DIMENSION, tableName);
    json.writeObjectFieldStart("_aws");
    json.writeNumberField("Timestamp", clock.millis());
    json.writeArrayFieldStart("CloudWatchMetrics");
    json.writeStartObject();
    json.writeStringField("Namespace", NAMESPACE);
    json.writeArrayFieldStart("Dimensions");
    JsonWriter.writeArray(json, List.of(DIMENSION), JsonGenerator::writeString);
    json.writeEndArray();
    json.writeFieldName("Metrics");
    JsonWriter.writeArray(json, names, JsonLog::writeMetric);
    json.writeEndObject();
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void writeMetric(JsonGenerator json, String name) throws IOException {
    json.writeStartObject();
    json.writeStringField("Name", name);
    json.writeStringField("Unit", "Count");
    json.writeEndObject();
  }
}
