package cruddur.commands.tables;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import cruddur.commands.fixture.CommandRun;
import cruddur.commands.fixture.SystemUnderTest;
import cruddur.commands.fixture.TableUnderTest;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** import-template on DynamoDB Local. */
class ImportTemplateTest {

  private static final String PRINTED =
      """
      {"Resources":{"MessagesTable":{
        "Type":"AWS::DynamoDB::Table",
        "DeletionPolicy":"Retain",
        "UpdateReplacePolicy":"Retain",
        "Properties":{
          "TableName":"cruddur-messages",
          "BillingMode":"PAY_PER_REQUEST",
          "AttributeDefinitions":[
            {"AttributeName":"pk","AttributeType":"S"},
            {"AttributeName":"sk","AttributeType":"S"},
            {"AttributeName":"message_group_uuid","AttributeType":"S"}],
          "KeySchema":[
            {"AttributeName":"pk","KeyType":"HASH"},
            {"AttributeName":"sk","KeyType":"RANGE"}],
          "GlobalSecondaryIndexes":[{
            "IndexName":"message-group-sk-index",
            "KeySchema":[
              {"AttributeName":"message_group_uuid","KeyType":"HASH"},
              {"AttributeName":"sk","KeyType":"RANGE"}],
            "Projection":{"ProjectionType":"ALL"}}],
          "StreamSpecification":{"StreamViewType":"NEW_IMAGE"},
          "TimeToLiveSpecification":{"AttributeName":"expires_at","Enabled":true},
          "DeletionProtectionEnabled":false}}}}
      """;

  @Test
  void theTableIsPrintedAsTheTemplateDefinesIt() throws IOException {
    try (TableUnderTest table = TableUnderTest.with()) {
      CommandRun run = table.run("import-template");

      assertEquals(0, run.exitCode(), run::toString);
      assertEquals("", run.err());
      assertEquals(json(PRINTED), json(run.out()));
    }
  }

  @Test
  void aTableOfAnotherKeyIsNotPrinted() {
    try (TableUnderTest table = TableUnderTest.with()) {
      assertEquals(
          new CommandRun(
              1,
              "",
              "Table cruddur-messages is encrypted with a key that AWS owns, not with arn:aws:kms:us-east-1:123456789012:key/1."
                  + " Leave out --kms-key: the deployment with KmsKeyArn changes the key.\n"),
          table.run("import-template", "--kms-key", "arn:aws:kms:us-east-1:123456789012:key/1"));
    }
  }

  @Test
  void theStackHasTheSameLogicalId() throws IOException {
    assertTrue(
        Files.readString(SystemUnderTest.TEMPLATE)
            .contains("\n  " + ImportTemplate.TABLE + ":\n    Type: AWS::DynamoDB::Table\n"));
  }

  @Test
  void aTableThatDiffersIsNotPrinted() throws IOException {
    try (TableUnderTest table = TableUnderTest.with()) {
      table
          .client()
          .updateTimeToLive(request ->
              request
                  .tableName(TableUnderTest.NAME)
                  .timeToLiveSpecification(
                      expiry -> expiry.attributeName("expires_at").enabled(false)));

      assertEquals(
          new CommandRun(
              1,
              "",
              "Table cruddur-messages differs from template.yaml, change it before the import: time to live: none, should be expires_at\n"),
          table.run("import-template"));
    }
  }

  @Test
  void aMissingTableIsOneLine() {
    try (TableUnderTest table = TableUnderTest.absent()) {
      CommandRun run = table.run("import-template");

      assertEquals(1, run.exitCode());
      assertEquals("", run.out());
      assertTrue(run.err().startsWith("Table cruddur-messages does not exist in "), run.err());
      assertEquals(1, run.err().lines().count());
    }
  }

  private static JsonNode json(String text) throws IOException {
    return new JsonMapper().readTree(text);
  }
}
