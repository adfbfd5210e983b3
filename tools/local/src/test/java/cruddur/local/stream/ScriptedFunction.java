package cruddur.local.stream;

import cruddur.local.lambda.FunctionError;
import cruddur.local.lambda.Invocable;
import cruddur.toolkit.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** A function that responds as a test defines, and records the sequence numbers of its batches. */
final class ScriptedFunction implements Invocable {

  /** The response to a batch, given as sequence numbers. */
  interface Script {
    String respond(List<String> batch) throws FunctionError;
  }

  static final String SUCCESS = "{\"batchItemFailures\":[]}";

  private final List<List<String>> batches = new ArrayList<>();
  private final Script script;

  ScriptedFunction(Script script) {
    this.script = script;
  }

  /** A function that fails if the batch has one of these records. */
  static ScriptedFunction throwingAt(String... poison) {
    return new ScriptedFunction(batch -> {
      if (batch.stream().anyMatch(List.of(poison)::contains)) {
        throw new FunctionError("test.Poison", "a poison record");
      }
      return SUCCESS;
    });
  }

  static String reporting(String... sequenceNumbers) {
    return List.of(sequenceNumbers).stream()
        .map(number -> "{\"itemIdentifier\":\"" + number + "\"}")
        .collect(Collectors.joining(",", "{\"batchItemFailures\":[", "]}"));
  }

  @Override
  public synchronized byte[] invoke(byte[] event) throws FunctionError {
    List<String> batch =
        StreamSupport.stream(
                Json.parseObject(event).orElseThrow().path("Records").spliterator(), false)
            .map(record -> record.path("dynamodb").path("SequenceNumber").textValue())
            .toList();
    batches.add(batch);
    return script.respond(batch).getBytes(StandardCharsets.UTF_8);
  }

  synchronized List<List<String>> batches() {
    return List.copyOf(batches);
  }
}
