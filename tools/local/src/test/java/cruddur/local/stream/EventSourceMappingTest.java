package cruddur.local.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import cruddur.local.dynamodb.DynamoDbEndpoint;
import cruddur.local.fixture.Eventually;
import cruddur.local.lambda.FunctionError;
import cruddur.local.lambda.Invocable;
import cruddur.toolkit.json.Json;
import cruddur.toolkit.table.TableSetup;
import cruddur.toolkit.template.StreamDefinition;
import cruddur.toolkit.template.Template;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** An event source mapping on DynamoDB Local, with the template's table and stream settings. */
class EventSourceMappingTest {

  private static DynamoDbEndpoint dynamoDb;
  private static Map<String, Object> table;
  private static StreamDefinition settings;

  private final List<JsonNode> received = new CopyOnWriteArrayList<>();
  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private final InMemoryFailureQueue failures =
      new InMemoryFailureQueue(new PrintStream(log, true, StandardCharsets.UTF_8));
  private final List<EventSourceMapping> started = new ArrayList<>();
  private String streamArn;

  @BeforeAll
  static void startDynamoDb() throws Exception {
    Template template = Template.read(Path.of("..", "..", "template.yaml"), Map.of());
    table = template.table();
    settings =
        template.functions().stream()
            .map(function -> function.events().stream())
            .flatMap(Optional::stream)
            .findFirst()
            .orElseThrow();
    dynamoDb = DynamoDbEndpoint.start();
  }

  @AfterAll
  static void stopDynamoDb() {
    dynamoDb.close();
  }

  @BeforeEach
  void createTable() {
    streamArn = new TableSetup(dynamoDb.tables(), table).createIfAbsent();
  }

  @AfterEach
  void deleteTable() {
    started.forEach(EventSourceMapping::close);
    dynamoDb.tables().deleteTable(request -> request.tableName(tableName()));
  }

  @Test
  void recordsFromBeforeTheStartArriveTooAndInOrder() {
    IntStream.range(0, 150).forEach(n -> putMessage("m" + n));
    start(settings, this::receive);
    IntStream.range(150, 250).forEach(n -> putMessage("m" + n));
    Eventually.holds(() -> texts().size() == 250);
    assertEquals(IntStream.range(0, 250).mapToObj(n -> "m" + n).toList(), texts());
  }

  @Test
  void aBatchHasAtMostTheTemplatesNumberOfRecords() {
    IntStream.range(0, settings.batchSize() * 2 + 1).forEach(n -> putMessage("m" + n));
    List<Integer> sizes = new CopyOnWriteArrayList<>();
    start(
        settings,
        event -> {
          sizes.add(Json.parseObject(event).orElseThrow().path("Records").size());
          return bytes(ScriptedFunction.SUCCESS);
        });
    Eventually.holds(() -> sizes.size() == 3);
    assertEquals(List.of(settings.batchSize(), settings.batchSize(), 1), sizes);
  }

  @Test
  void onlyInsertedMessagesInvokeTheFunction() {
    put(Map.of("pk", text("GRP#u"), "sk", text("1"), "message", text("a group row")));
    putMessage("first");
    put(Map.of("pk", text("MSG#g"), "sk", text("first"), "message", text("a change")));
    dynamoDb
        .tables()
        .deleteItem(request ->
            request.tableName(tableName()).key(Map.of("pk", text("MSG#g"), "sk", text("first"))));
    putMessage("last");
    start(settings, this::receive);
    Eventually.holds(() -> texts().contains("last"));
    assertEquals(List.of("first", "last"), texts());
  }

  @Test
  void aRecordIsAsLambdaSendsIt() {
    put(
        Map.of(
            "pk",
            text("MSG#g"),
            "sk",
            text("1"),
            "message",
            text("hi"),
            "n",
            AttributeValue.fromN("1.5")));
    start(settings, this::receive);
    Eventually.holds(() -> received.size() == 1);
    JsonNode record = received.getFirst();
    assertEquals("INSERT", record.path("eventName").textValue());
    assertEquals("aws:dynamodb", record.path("eventSource").textValue());
    assertEquals("1.1", record.path("eventVersion").textValue());
    assertEquals(streamArn, record.path("eventSourceARN").textValue());
    JsonNode change = record.path("dynamodb");
    assertEquals(
        "{\"sk\":{\"S\":\"1\"},\"pk\":{\"S\":\"MSG#g\"}}", sorted(change.path("Keys"), "sk", "pk"));
    assertEquals(
        "{\"message\":{\"S\":\"hi\"},\"n\":{\"N\":\"1.5\"}}",
        sorted(change.path("NewImage"), "message", "n"));
    assertEquals("NEW_IMAGE", change.path("StreamViewType").textValue());
    assertEquals(true, change.path("ApproximateCreationDateTime").isNumber());
    assertEquals(true, change.path("SizeBytes").isNumber());
    assertEquals(true, change.path("SequenceNumber").isTextual());
    assertEquals(false, change.has("OldImage"));
  }

  @Test
  void aPoisonRecordEndsInTheFailureQueueAndDelaysNoOther() {
    IntStream.range(0, 10).forEach(n -> putMessage("m" + n));
    start(
        settings,
        event -> {
          if (new String(event, StandardCharsets.UTF_8).contains("\"m4\"")) {
            throw new FunctionError("test.Poison", "a poison record");
          }
          return receive(event);
        });
    Eventually.holds(() -> texts().size() == 9 && failures.messages().size() == 1);
    assertEquals(List.of("m0", "m1", "m2", "m3", "m5", "m6", "m7", "m8", "m9"), texts());
    JsonNode batch = failures.messages().getFirst().path("DDBStreamBatchInfo");
    assertEquals(1, batch.path("batchSize").intValue());
    assertEquals(streamArn, batch.path("streamArn").textValue());
    JsonNode request = failures.messages().getFirst().path("requestContext");
    assertEquals("RetryAttemptsExhausted", request.path("condition").textValue());
    assertEquals("a-function", request.path("functionArn").textValue());
    String number = batch.path("startSequenceNumber").textValue();
    assertEquals(
        "Discarded 1 stream records, %s to %s of %s: RetryAttemptsExhausted. See GET /local/failures.%n"
            .formatted(number, number, batch.path("shardId").textValue()),
        log.toString(StandardCharsets.UTF_8));
  }

  @Test
  void aLaterStartContinuesAtTheCheckpoint(@TempDir Path directory) {
    Path file = directory.resolve("checkpoints");
    putMessage("before");
    EventSourceMapping first = start(settings, this::receive, Checkpoints.inFile(file));
    Eventually.holds(() -> file.toFile().exists());
    first.close();
    putMessage("after");
    start(settings, this::receive, Checkpoints.inFile(file));
    Eventually.holds(() -> texts().contains("after"));
    assertEquals(List.of("before", "after"), texts());
  }

  @Test
  void withoutACheckpointALaterStartDeliversEverythingAgain() {
    putMessage("once");
    EventSourceMapping first = start(settings, this::receive);
    Eventually.holds(() -> texts().size() == 1);
    first.close();
    start(settings, this::receive);
    Eventually.holds(() -> texts().size() == 2);
    assertEquals(List.of("once", "once"), texts());
  }

  @Test
  void aMappingFromTheLatestPositionDeliversWhatIsWrittenAfterItsStart() {
    putMessage("before");
    start(
        new StreamDefinition(
            settings.batchSize(),
            settings.batchingWindow(),
            settings.parallelizationFactor(),
            settings.reportsBatchItemFailures(),
            settings.bisects(),
            settings.maximumRetryAttempts(),
            settings.maximumRecordAge(),
            settings.filterPatterns(),
            "LATEST",
            settings.failureQueue()),
        this::receive);
    putMessage("after");

    Eventually.holds(() -> !texts().isEmpty());
    assertEquals(List.of("after"), texts());
  }

  @Test
  void unsupportedSettingsFailByName() {
    assertFails("ParallelizationFactor 2", withSettings(2, List.of(), "TRIM_HORIZON"));
    assertFails("StartingPosition AT_TIMESTAMP", withSettings(1, List.of(), "AT_TIMESTAMP"));
    assertFails(
        "{\"eventName\":\"INSERT\"}",
        withSettings(1, List.of("{\"eventName\":\"INSERT\"}"), "TRIM_HORIZON"));
  }

  private void assertFails(String name, StreamDefinition settings) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> start(settings, this::receive))
            .getMessage();
    assertEquals(true, message.contains(name), message);
  }

  private static StreamDefinition withSettings(
      int factor, List<String> filterPatterns, String startingPosition) {
    return new StreamDefinition(
        1,
        Duration.ZERO,
        factor,
        true,
        true,
        1,
        Duration.ZERO,
        filterPatterns,
        startingPosition,
        Optional.empty());
  }

  private EventSourceMapping start(StreamDefinition settings, Invocable function) {
    return start(settings, function, Checkpoints.inMemory());
  }

  private EventSourceMapping start(
      StreamDefinition settings, Invocable function, Checkpoints checkpoints) {
    EventSourceMapping mapping =
        EventSourceMapping.start(
            settings,
            new EventSourceMapping.Source(
                dynamoDb.streams(), TableStream.of(streamArn), checkpoints),
            new EventSourceMapping.Target("a-function", function, failures),
            StreamObserver.NONE,
            new EventSourceMapping.Timing(InstantSource.system(), retry -> {}));
    started.add(mapping);
    return mapping;
  }

  private byte[] receive(byte[] event) {
    Json.parseObject(event).orElseThrow().path("Records").forEach(received::add);
    return bytes(ScriptedFunction.SUCCESS);
  }

  private List<String> texts() {
    return received.stream()
        .map(record ->
            record.path("dynamodb").path("NewImage").path("message").path("S").textValue())
        .toList();
  }

  private static void putMessage(String text) {
    put(Map.of("pk", text("MSG#g"), "sk", text(text), "message", text(text)));
  }

  private static void put(Map<String, AttributeValue> item) {
    dynamoDb.tables().putItem(request -> request.tableName(tableName()).item(item));
  }

  private static String tableName() {
    return (String) table.get("TableName");
  }

  private static AttributeValue text(String text) {
    return AttributeValue.fromS(text);
  }

  private static String sorted(JsonNode attributes, String... names) {
    var chosen = Json.object();
    for (String name : names) {
      chosen.set(name, attributes.path(name));
    }
    return chosen.toString();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
