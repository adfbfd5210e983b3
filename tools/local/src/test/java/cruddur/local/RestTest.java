package cruddur.local;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.almworks.sqlite4java.SQLiteConnection;
import com.almworks.sqlite4java.SQLiteException;
import com.fasterxml.jackson.databind.JsonNode;
import cruddur.local.dynamodb.DynamoDbEndpoint;
import cruddur.local.files.DataFolder;
import cruddur.local.fixture.Eventually;
import cruddur.messaging.port.PutCondition;
import cruddur.messaging.port.row.Message;
import cruddur.messaging.port.row.Timestamp;
import cruddur.store.dynamodb.DynamoDbRows;
import cruddur.toolkit.sample.SampleUsers;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.io.TempDirDeletionStrategy;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A local system that starts again a long time after it was killed. */
class RestTest {

  private static final SystemOptions IN_MEMORY =
      SystemOptions.inMemory(Path.of("..", "..", "template.yaml"));

  private static final String TOO_OLD =
      "Stream records were too old to be processed, because nothing ran in the meantime. The lists of 3 conversations were brought up to date.";
  private static final String DELETED =
      "Records are deleted from the stream after 24 hours, and some may not have been processed. The stream is read from its oldest record. The lists of 3 conversations were brought up to date.";

  /** DynamoDB Local may write a file for a moment after it has stopped. */
  @TempDir(deletionStrategy = TempDirDeletionStrategy.IgnoreFailures.class)
  Path data;

  private final ByteArrayOutputStream log = new ByteArrayOutputStream();

  /** DynamoDB Local keeps records up to six hours longer than it shows them. */
  @ParameterizedTest
  @CsvSource({"2, false", "18, false", "26, true", "31, true", "100, true"})
  void listsMoveOnAndShowWhatWasPostedBefore(int hours, boolean isDeleted) throws Exception {
    try (LocalSystem system = start()) {
      ApiClient mei = new ApiClient(system.addresses().api(), "mei_l");
      mei.write("/api/message_groups", "{\"handle\":\"noor_k\",\"message\":\"one\"}");
      for (String text : List.of("two", "three")) {
        mei.write(
            "/api/messages",
            "{\"message_group_uuid\":\"%s\",\"message\":\"%s\"}".formatted(groupOf(mei), text));
      }
      Eventually.holds(() -> newest(mei).equals("three"));
    }
    String group = postUnseen("four");
    letTimePass(Duration.ofHours(hours));

    try (LocalSystem system = start()) {
      ApiClient mei = new ApiClient(system.addresses().api(), "mei_l");
      ApiClient noor = new ApiClient(system.addresses().api(), "noor_k");
      Eventually.holds(() -> newest(mei).equals("four") && newest(noor).equals("four"));
      for (String text : List.of("five", "six")) {
        noor.write(
            "/api/messages",
            "{\"message_group_uuid\":\"%s\",\"message\":\"%s\"}".formatted(group, text));
        Eventually.holds(() -> newest(mei).equals(text) && newest(noor).equals(text));
      }
      Eventually.holds(() -> log.toString(StandardCharsets.UTF_8).contains("brought up to date"));
    }
    assertEquals(
        List.of(isDeleted ? DELETED : TOO_OLD),
        log.toString(StandardCharsets.UTF_8)
            .lines()
            .filter(line -> line.contains("brought up to date"))
            .toList());

    // The next start continues where this one has stopped.
    log.reset();
    try (LocalSystem system = start()) {
      ApiClient mei = new ApiClient(system.addresses().api(), "mei_l");
      mei.write(
          "/api/messages",
          "{\"message_group_uuid\":\"%s\",\"message\":\"seven\"}".formatted(group));
      Eventually.holds(() -> newest(mei).equals("seven"));
    }
    assertEquals(
        List.of(),
        log.toString(StandardCharsets.UTF_8)
            .lines()
            .filter(line -> !line.startsWith("{") && !line.startsWith("Starting"))
            .toList());
  }

  private LocalSystem start() throws Exception {
    return LocalSystem.start(
        IN_MEMORY.withData(data), new PrintStream(log, true, StandardCharsets.UTF_8));
  }

  /** Writes a message whose stream record nothing reads. Returns its group. */
  private String postUnseen(String text) {
    try (DynamoDbEndpoint dynamoDb = DynamoDbEndpoint.start(0, Optional.of(data))) {
      DynamoDbRows rows = new DynamoDbRows(dynamoDb.tables(), "cruddur-messages");
      String group = newestGroup(dynamoDb);
      Message message =
          new Message(
              UUID.randomUUID().toString(),
              group,
              Timestamp.of(Instant.now()),
              SampleUsers.profile(SampleUsers.MEI),
              text);
      rows.put(message, new PutCondition.KeyIsFree());
      return group;
    }
  }

  private static String newestGroup(DynamoDbEndpoint dynamoDb) {
    return dynamoDb.tables().scan(request -> request.tableName("cruddur-messages")).items().stream()
        .filter(item ->
            item.get("pk").s().startsWith("MSG#") && item.get("message").s().equals("three"))
        .map(item -> item.get("pk").s().substring("MSG#".length()))
        .findFirst()
        .orElseThrow();
  }

  /** Makes everything in the stream older. */
  private void letTimePass(Duration time) throws SQLiteException {
    SQLiteConnection database =
        new SQLiteConnection(data.resolve(DataFolder.DATABASE).toFile()).open(false);
    try {
      for (String table : List.of("us", "ss", "sm")) {
        database.exec(
            "UPDATE %s SET CreationDateTime = CreationDateTime - %d"
                .formatted(table, time.toMillis()));
      }
    } finally {
      database.dispose();
    }
  }

  private static String groupOf(ApiClient client) throws InterruptedException {
    return conversation(client).path("uuid").textValue();
  }

  private static String newest(ApiClient client) throws InterruptedException {
    return conversation(client).path("message").textValue();
  }

  private static JsonNode conversation(ApiClient client) throws InterruptedException {
    for (JsonNode group : client.read("/api/message_groups")) {
      if (List.of("mei_l", "noor_k").contains(group.path("handle").textValue())) {
        return group;
      }
    }
    throw new AssertionError("no conversation of Mei and Noor");
  }
}
