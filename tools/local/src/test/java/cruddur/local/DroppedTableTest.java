package cruddur.local;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cruddur.local.dynamodb.DynamoDbEndpoint;
import cruddur.local.fixture.Eventually;
import cruddur.toolkit.table.TableSetup;
import cruddur.toolkit.template.Template;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.StreamSpecification;

/** The table is dropped and created again while the local system runs. */
class DroppedTableTest {

  private static final Path TEMPLATE = Path.of("..", "..", "template.yaml");
  private static final String MISSING =
      "Table cruddur-messages does not exist. Requests fail until it is created, for example with bin/cruddur schema-load.";
  private static final String CREATED =
      "The table was created again. Its stream is read from the beginning.";
  private static final String WITHOUT_STREAM =
      "Table cruddur-messages has no stream, so lists of conversations do not follow new messages. Delete the table, and create it with bin/cruddur schema-load.";

  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private LocalSystem system;
  private DynamoDbEndpoint dynamoDb;

  @BeforeEach
  void start() throws Exception {
    system =
        LocalSystem.start(
            SystemOptions.inMemory(TEMPLATE), new PrintStream(log, true, StandardCharsets.UTF_8));
    dynamoDb = DynamoDbEndpoint.at(system.addresses().dynamoDb());
  }

  @AfterEach
  void stop() {
    dynamoDb.close();
    system.close();
  }

  @Test
  void listsFollowTheNewTable() throws Exception {
    ApiClient mei = new ApiClient(system.addresses().api(), "mei_l");
    dynamoDb.tables().deleteTable(request -> request.tableName("cruddur-messages"));
    Eventually.holds(() -> lines().equals(List.of(MISSING)));

    // As in AWS, where the function gets the same error.
    assertEquals(500, mei.get("/api/message_groups").statusCode());

    new TableSetup(dynamoDb.tables(), Template.read(TEMPLATE, Map.of()).table()).createIfAbsent();
    assertListsMove();
    assertEquals(List.of(MISSING, CREATED), lines());
  }

  @Test
  void aTableThatIsReplacedAtOnceIsFollowedToo() throws Exception {
    CreateTableRequest same =
        new TableSetup(dynamoDb.tables(), Template.read(TEMPLATE, Map.of()).table())
            .definition()
            .createRequest();
    dynamoDb.tables().deleteTable(request -> request.tableName("cruddur-messages"));
    dynamoDb.tables().createTable(same);
    assertListsMove();
    Eventually.holds(() -> lines().contains(CREATED));
  }

  @Test
  void aTableWithoutAStreamIsNamed() throws Exception {
    CreateTableRequest withoutStream =
        new TableSetup(dynamoDb.tables(), Template.read(TEMPLATE, Map.of()).table())
            .definition().createRequest().toBuilder()
                .streamSpecification(StreamSpecification.builder().streamEnabled(false).build())
                .build();
    dynamoDb.tables().deleteTable(request -> request.tableName("cruddur-messages"));
    dynamoDb.tables().createTable(withoutStream);
    Eventually.holds(() -> lines().contains(WITHOUT_STREAM));
  }

  private void assertListsMove() throws Exception {
    // Each sign-in writes the user's profile if it is missing.
    ApiClient mei = new ApiClient(system.addresses().api(), "mei_l");
    ApiClient noor = new ApiClient(system.addresses().api(), "noor_k");
    String group =
        mei.write("/api/message_groups", "{\"handle\":\"noor_k\",\"message\":\"one\"}")
            .path("message_group_uuid")
            .textValue();
    mei.write(
        "/api/messages", "{\"message_group_uuid\":\"%s\",\"message\":\"two\"}".formatted(group));
    Eventually.holds(
        () -> noor.read("/api/message_groups").findValuesAsText("message").equals(List.of("two")));
  }

  /** The lines that are not logs of functions. */
  private List<String> lines() {
    return log.toString(StandardCharsets.UTF_8)
        .lines()
        .filter(line -> !line.startsWith("{") && !line.startsWith("Starting"))
        .toList();
  }
}
