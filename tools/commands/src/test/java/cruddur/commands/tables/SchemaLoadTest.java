package cruddur.commands.tables;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cruddur.commands.fixture.CommandRun;
import cruddur.commands.fixture.TableUnderTest;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

class SchemaLoadTest {

  private static final String LOCAL_LIMITS =
      "DynamoDB Local has neither encryption nor point-in-time recovery: the table is created without them.\n";

  @AutoClose private final TableUnderTest table = TableUnderTest.absent();

  @Test
  void theTableIsCreatedAsTheTemplateDefinesItAndNotChangedLater() {
    CommandRun first = table.run("schema-load");
    assertEquals(new CommandRun(0, "Created table cruddur-messages.\n", LOCAL_LIMITS), first);

    TableDescription created = describe("cruddur-messages");
    assertEquals("message-group-sk-index", created.globalSecondaryIndexes().getFirst().indexName());
    assertEquals("NEW_IMAGE", created.streamSpecification().streamViewTypeAsString());
    assertEquals("PAY_PER_REQUEST", created.billingModeSummary().billingModeAsString());
    assertEquals(
        "expires_at",
        table
            .client()
            .describeTimeToLive(request -> request.tableName("cruddur-messages"))
            .timeToLiveDescription()
            .attributeName());

    CommandRun second = table.run("schema-load");
    assertEquals(
        new CommandRun(0, "Table cruddur-messages exists and matches template.yaml.\n", ""),
        second);
    assertEquals(created.creationDateTime(), describe("cruddur-messages").creationDateTime());
  }

  @Test
  void checkCreatesNothing() {
    CommandRun run = table.run("schema-load", "--check", "--table", "mistyped");

    assertEquals(1, run.exitCode());
    assertEquals("", run.out());
    assertTrue(run.err().startsWith("Table mistyped does not exist in "), run.err());
    assertEquals(List.of(), table.tables());

    assertEquals(0, table.run("schema-load").exitCode());
    assertEquals(
        new CommandRun(0, "Table cruddur-messages exists and matches template.yaml.\n", ""),
        table.run("schema-load", "--check"));
  }

  @Test
  void theTableCanHaveAnotherName() {
    assertEquals(
        new CommandRun(0, "Created table rehearsal.\n", LOCAL_LIMITS),
        table.run("schema-load", "--table", "rehearsal"));
    assertEquals(List.of("rehearsal"), table.tables());
  }

  @Test
  void differencesOfAnExistingTableAreNamedAndNotChanged() {
    table
        .client()
        .createTable(request ->
            request
                .tableName("cruddur-messages")
                .attributeDefinitions(
                    AttributeDefinition.builder()
                        .attributeName("pk")
                        .attributeType(ScalarAttributeType.N)
                        .build())
                .keySchema(
                    KeySchemaElement.builder().attributeName("pk").keyType(KeyType.HASH).build())
                .provisionedThroughput(
                    units -> units.readCapacityUnits(1L).writeCapacityUnits(1L)));
    TableDescription before = describe("cruddur-messages");

    assertEquals(
        new CommandRun(
            1,
            """
            Table cruddur-messages exists and differs from template.yaml:
              billing: PROVISIONED, should be PAY_PER_REQUEST
              index message-group-sk-index: none, should be (message_group_uuid S HASH, sk S RANGE) projecting ALL
              keys: (pk N HASH), should be (pk S HASH, sk S RANGE)
              stream: none, should be NEW_IMAGE
              time to live: none, should be expires_at
            """,
            ""),
        table.run("schema-load"));
    assertEquals(table.run("schema-load"), table.run("schema-load", "--check"));
    assertEquals(before, describe("cruddur-messages"));
  }

  @Test
  void aNameThatDynamoDbRejectsIsOneLine() {
    CommandRun run = table.run("schema-load", "--table", "a b");

    assertEquals(1, run.exitCode());
    assertEquals(1, run.err().lines().count());
    assertEquals(List.of(), table.tables());
  }

  private TableDescription describe(String name) {
    return table.client().describeTable(request -> request.tableName(name)).table();
  }
}
