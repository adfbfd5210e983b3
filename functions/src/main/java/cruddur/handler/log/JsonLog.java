package cruddur.handler.log;

import com.fasterxml.jackson.core.JsonGenerator;
import cruddur.handler.json.JsonWriter;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;

/**
 * The structured log: a line of JSON for each invocation. Lambda hands on to CloudWatch what a
 * function writes to its standard output, a line an event; slf4j-simple is not in between, since it
 * puts a level before every line.
 *
 * <p>Counts that are not 0 are metrics too, by CloudWatch's embedded metric format ("Specification:
 * Embedded metric format" in its user guide): what {@code _aws} names, CloudWatch adds up. Metrics
 * have one dimension, the table, which tells one stack from another; nothing of them is a user's.
 */
public final class JsonLog {

  private static final String NAMESPACE = "Cruddur/Messages";
  private static final String DIMENSION = "TableName";

  private final Consumer<String> lines;
  private final Clock clock;
  private final String tableName;

  public JsonLog(Consumer<String> lines, Clock clock, String tableName) {
    this.lines = lines;
    this.clock = clock;
    this.tableName = tableName;
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
