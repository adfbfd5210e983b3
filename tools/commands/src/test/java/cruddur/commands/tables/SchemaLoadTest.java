package cruddur.commands.tables;

import static org.junit.jupiter.api.Assertions.assertEquals;

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

  private static final String LEFT_OUT =
      "DynamoDB Local knows neither encryption nor point-in-time recovery: they are left out.\n";

  @AutoClose private final TableUnderTest table = TableUnderTest.absent();

  @Test
  void theTableIsMadeAsTheTemplateDefinesItAndThenLeftAlone() {
    CommandRun first = table.run("schema-load");
    assertEquals(new CommandRun(0, "Made the table cruddur-messages.\n", LEFT_OUT), first);

    TableDescription made = describe("cruddur-messages");
    assertEquals("message-group-sk-index", made.globalSecondaryIndexes().getFirst().indexName());
    assertEquals("NEW_IMAGE", made.streamSpecification().streamViewTypeAsString());
    assertEquals("PAY_PER_REQUEST", made.billingModeSummary().billingModeAsString());
    assertEquals(
        "expires_at",
        table
            .client()
            .describeTimeToLive(request -> request.tableName("cruddur-messages"))
            .timeToLiveDescription()
            .attributeName());

    CommandRun second = table.run("schema-load");
    assertEquals(
        new CommandRun(0, "The table cruddur-messages exists, as template.yaml defines it.\n", ""),
        second);
    assertEquals(made.creationDateTime(), describe("cruddur-messages").creationDateTime());
  }

  @Test
  void itIsMadeUnderAnotherName() {
    assertEquals(
        new CommandRun(0, "Made the table rehearsal.\n", LEFT_OUT),
        table.run("schema-load", "--table", "rehearsal"));
    assertEquals(List.of("rehearsal"), table.tables());
  }

  @Test
  void whereAStandingTableDiffersIsNamedAndChangesNothing() {
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
            The table cruddur-messages exists, and differs from template.yaml:
              billing: PROVISIONED, and not PAY_PER_REQUEST
              index message-group-sk-index: none, and not (message_group_uuid S HASH, sk S RANGE) projecting ALL
              keys: (pk N HASH), and not (pk S HASH, sk S RANGE)
              stream: none, and not NEW_IMAGE
              time to live: none, and not expires_at
            """,
            ""),
        table.run("schema-load"));
    assertEquals(before, describe("cruddur-messages"));
  }

  @Test
  void aNameThatDynamoDbDoesNotTakeIsOneLine() {
    CommandRun run = table.run("schema-load", "--table", "a b");

    assertEquals(1, run.exitCode());
    assertEquals(1, run.err().lines().count());
    assertEquals(List.of(), table.tables());
  }

  private TableDescription describe(String name) {
    return table.client().describeTable(request -> request.tableName(name)).table();
  }
}
