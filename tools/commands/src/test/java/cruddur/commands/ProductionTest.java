package cruddur.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import cruddur.commands.fixture.CommandRun;
import cruddur.commands.fixture.MotoServer;
import cruddur.toolkit.json.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** Commands with {@code --prod}, on moto instead of AWS. */
@EnabledIf(
    value = "cruddur.commands.fixture.MotoServer#isInstalled",
    disabledReason = "requires -Dmoto.server=PATH of moto_server")
class ProductionTest {

  /** The account of moto. */
  private static final String ACCOUNT = "AWS account 123456789012, region ";

  @TempDir static Path directory;

  private static MotoServer moto;

  @BeforeAll
  static void start() throws Exception {
    moto = MotoServer.start(directory.resolve("moto.log"));
  }

  @AfterAll
  static void stop() {
    if (moto != null) {
      moto.close();
    }
  }

  @Test
  void accountRegionAndTableArePrintedFirst() {
    String line = ACCOUNT + "us-east-1, table rehearsal\n";

    assertEquals(
        new CommandRun(
            0, "Created table rehearsal.\n", line + "Creating the table takes some seconds ...\n"),
        CommandRun.of("schema-load", "--prod", "--table", "rehearsal"));
    assertEquals(
        new CommandRun(0, "", line + "0 rows, 1.0 read units\n"),
        CommandRun.of("scan", "--prod", "--table", "rehearsal"));
    assertEquals(
        new CommandRun(
            0,
            "Conversations of 0 users: 0 marked as read up to 2026-03-01T11:59:59.999999+00:00, 0 unchanged.\n",
            line),
        CommandRun.of(
            "mark-read", "--prod", "--table", "rehearsal", "--before", "2026-03-01T12:00:00Z"));
    assertEquals(
        new CommandRun(0, "Deleted table rehearsal.\n", line),
        CommandRun.of("drop", "--prod", "rehearsal", "--yes"));
  }

  @Test
  void theRegionOptionIsUsed() {
    assertEquals(
        new CommandRun(0, "", ACCOUNT + "eu-west-1\n"),
        CommandRun.of("list-tables", "--prod", "--region", "eu-west-1"));
    assertEquals(
        new CommandRun(
            1,
            "",
            ACCOUNT
                + "eu-west-1, table rehearsal\nTable rehearsal does not exist in DynamoDB in eu-west-1: create it with"
                + " bin/cruddur schema-load, or name another with --table\n"),
        CommandRun.of("scan", "--prod", "--region", "eu-west-1", "--table", "rehearsal"));
  }

  @Test
  void theTableIsEncryptedAndBackedUpAsTheTemplateDefines() {
    assertEquals(0, CommandRun.of("schema-load", "--prod", "--table", "guarded").exitCode());
    try (DynamoDbClient client =
        DynamoDbClient.builder().httpClient(UrlConnectionHttpClient.create()).build()) {
      TableDescription made = client.describeTable(request -> request.tableName("guarded")).table();
      assertEquals("ENABLED", made.sseDescription().statusAsString());
      assertEquals(false, made.deletionProtectionEnabled());
      assertEquals("ENABLED", recovery(client, "guarded"));
      assertEquals(
          "Table guarded exists and matches template.yaml.\n",
          CommandRun.of("schema-load", "--prod", "--table", "guarded").out());

      client.updateContinuousBackups(request ->
          request
              .tableName("guarded")
              .pointInTimeRecoverySpecification(to -> to.pointInTimeRecoveryEnabled(false)));
      assertEquals(
          """
          Table guarded exists and differs from template.yaml:
            point-in-time recovery: off, should be on
          """,
          CommandRun.of("schema-load", "--prod", "--table", "guarded").out());
      assertEquals("DISABLED", recovery(client, "guarded"));
      client.deleteTable(request -> request.tableName("guarded"));
    }
  }

  /** DynamoDB refuses to encrypt a table with the key that it has. */
  @Test
  void anImportedTableKeepsItsEncryptionAndItsBackups() {
    assertEquals(0, CommandRun.of("schema-load", "--prod", "--table", "kept").exitCode());
    try (DynamoDbClient client =
        DynamoDbClient.builder().httpClient(UrlConnectionHttpClient.create()).build()) {
      String key =
          client
              .describeTable(request -> request.tableName("kept"))
              .table()
              .sseDescription()
              .kmsMasterKeyArn();

      CommandRun withKeyOfAws = importOfKept();
      assertEquals(0, withKeyOfAws.exitCode());
      assertEquals(
          ACCOUNT
              + "us-east-1, table kept\nEncrypted with "
              + key
              + ". If this is a key of yours, not of AWS, repeat the command with --kms-key, and deploy with KmsKeyArn.\n",
          withKeyOfAws.err());
      assertEquals(Map.of("SSEEnabled", true), properties(withKeyOfAws).get("SSESpecification"));
      assertEquals(
          Map.of("PointInTimeRecoveryEnabled", true),
          properties(withKeyOfAws).get("PointInTimeRecoverySpecification"));

      CommandRun withOwnKey = importOfKept("--kms-key", key);
      assertEquals(ACCOUNT + "us-east-1, table kept\n", withOwnKey.err());
      assertEquals(
          Map.of("SSEEnabled", true, "SSEType", "KMS", "KMSMasterKeyId", key),
          properties(withOwnKey).get("SSESpecification"));
      assertEquals(1, importOfKept("--kms-key", key + "0").exitCode());

      client.updateContinuousBackups(request ->
          request
              .tableName("kept")
              .pointInTimeRecoverySpecification(to -> to.pointInTimeRecoveryEnabled(false)));
      assertFalse(properties(importOfKept()).containsKey("PointInTimeRecoverySpecification"));
      client.deleteTable(request -> request.tableName("kept"));
    }
  }

  private static CommandRun importOfKept(String... options) {
    return CommandRun.of(
        Stream.concat(
                Stream.of("import-template", "--prod", "--table", "kept"), Arrays.stream(options))
            .toArray(String[]::new));
  }

  private static Map<?, ?> properties(CommandRun run) {
    Map<?, ?> template = Json.read(run.out().getBytes(StandardCharsets.UTF_8), Map.class);
    Map<?, ?> resources = (Map<?, ?>) template.get("Resources");
    return (Map<?, ?>) ((Map<?, ?>) resources.get("MessagesTable")).get("Properties");
  }

  private static String recovery(DynamoDbClient client, String table) {
    return client
        .describeContinuousBackups(request -> request.tableName(table))
        .continuousBackupsDescription()
        .pointInTimeRecoveryDescription()
        .pointInTimeRecoveryStatusAsString();
  }

  @Test
  void aProtectedTableIsNotDeleted() {
    assertEquals(0, CommandRun.of("schema-load", "--prod", "--table", "protected").exitCode());
    try (DynamoDbClient client =
        DynamoDbClient.builder().httpClient(UrlConnectionHttpClient.create()).build()) {
      client.updateTable(request -> request.tableName("protected").deletionProtectionEnabled(true));

      assertEquals(1, CommandRun.of("drop", "--prod", "protected", "--yes").exitCode());
      assertEquals("protected", client.listTables().tableNames().getFirst());
    }
  }

  /** Although the environment has credentials: they may be of another account. */
  @Test
  void aMissingProfileIsOneLine() {
    assertEquals(
        new CommandRun(
            1,
            "",
            "There is no such profile with credentials in your AWS configuration: sign in, or name another with"
                + " --profile\n"),
        CommandRun.of("list-tables", "--prod", "--profile", "nobodys"));
  }

  /** A user pool is always in AWS. */
  @Test
  void listUsersUsesAProfileWithoutProd() {
    assertEquals(
        new CommandRun(
            1,
            "",
            "There is no such profile with credentials in your AWS configuration: sign in, or name another with"
                + " --profile\n"),
        CommandRun.of("list-users", "--user-pool", "us-east-1_pool", "--profile", "nobodys"));
  }
}
