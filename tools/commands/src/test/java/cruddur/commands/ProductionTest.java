package cruddur.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cruddur.commands.fixture.CommandRun;
import cruddur.commands.fixture.MotoServer;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** Commands with {@code --prod}, against moto in AWS's place. */
@EnabledIf(
    value = "cruddur.commands.fixture.MotoServer#isInstalled",
    disabledReason = "it needs moto's server: -Dmoto.server=PATH of moto_server")
class ProductionTest {

  private static final Map<String, String> CREDENTIALS =
      Map.of("aws.region", "us-east-1", "aws.accessKeyId", "test", "aws.secretAccessKey", "test");

  /** moto's own account. */
  private static final String PLACE = "AWS account 123456789012, region ";

  @TempDir static Path directory;

  private static MotoServer moto;

  @BeforeAll
  static void start() throws Exception {
    moto = MotoServer.start(MotoServer.launcher().orElseThrow(), directory.resolve("moto.log"));
    CREDENTIALS.forEach(System::setProperty);
    System.setProperty("aws.endpointUrl", moto.endpoint().toString());
  }

  @AfterAll
  static void stop() {
    System.clearProperty("aws.endpointUrl");
    CREDENTIALS.keySet().forEach(System::clearProperty);
    if (moto != null) {
      moto.close();
    }
  }

  @Test
  void accountRegionAndTableAreSaidBeforeAnythingIsDone() {
    String line = PLACE + "us-east-1, table rehearsal\n";

    assertEquals(
        new CommandRun(
            0, "Made the table rehearsal.\n", line + "Making it takes AWS some seconds ...\n"),
        CommandRun.of("schema-load", "--prod", "--table", "rehearsal"));
    assertEquals(
        new CommandRun(0, "", line + "0 rows, 1.0 read units\n"),
        CommandRun.of("scan", "--prod", "--table", "rehearsal"));
    assertEquals(
        new CommandRun(0, "Deleted the table rehearsal.\n", line),
        CommandRun.of("drop", "--prod", "rehearsal", "--yes"));
  }

  @Test
  void theRegionIsTheOneThatIsNamed() {
    assertEquals(
        new CommandRun(0, "", PLACE + "eu-west-1\n"),
        CommandRun.of("list-tables", "--prod", "--region", "eu-west-1"));
    assertEquals(
        new CommandRun(
            1,
            "",
            PLACE
                + "eu-west-1, table rehearsal\nThere is no table rehearsal in DynamoDB in eu-west-1: make it with"
                + " schema-load, or name another with --table\n"),
        CommandRun.of("scan", "--prod", "--region", "eu-west-1", "--table", "rehearsal"));
  }

  @Test
  void theTableIsEncryptedAndBackedUpAsTheTemplateSays() {
    assertEquals(0, CommandRun.of("schema-load", "--prod", "--table", "guarded").exitCode());
    try (DynamoDbClient client =
        DynamoDbClient.builder().httpClient(UrlConnectionHttpClient.create()).build()) {
      TableDescription made = client.describeTable(request -> request.tableName("guarded")).table();
      assertEquals("ENABLED", made.sseDescription().statusAsString());
      assertEquals(false, made.deletionProtectionEnabled());
      assertEquals("ENABLED", recovery(client, "guarded"));
      assertEquals(
          "The table guarded exists, as template.yaml defines it.\n",
          CommandRun.of("schema-load", "--prod", "--table", "guarded").out());

      client.updateContinuousBackups(request ->
          request
              .tableName("guarded")
              .pointInTimeRecoverySpecification(to -> to.pointInTimeRecoveryEnabled(false)));
      assertEquals(
          """
          The table guarded exists, and differs from template.yaml:
            point-in-time recovery: off, and not on
          """,
          CommandRun.of("schema-load", "--prod", "--table", "guarded").out());
      assertEquals("DISABLED", recovery(client, "guarded"));
      client.deleteTable(request -> request.tableName("guarded"));
    }
  }

  private static String recovery(DynamoDbClient client, String table) {
    return client
        .describeContinuousBackups(request -> request.tableName(table))
        .continuousBackupsDescription()
        .pointInTimeRecoveryDescription()
        .pointInTimeRecoveryStatusAsString();
  }

  @Test
  void aProtectedTableStays() {
    assertEquals(0, CommandRun.of("schema-load", "--prod", "--table", "protected").exitCode());
    try (DynamoDbClient client =
        DynamoDbClient.builder().httpClient(UrlConnectionHttpClient.create()).build()) {
      client.updateTable(request -> request.tableName("protected").deletionProtectionEnabled(true));

      assertEquals(1, CommandRun.of("drop", "--prod", "protected", "--yes").exitCode());
      assertEquals("protected", client.listTables().tableNames().getFirst());
    }
  }

  /** Though the environment has credentials: those may be another account's. */
  @Test
  void aProfileThatIsNotThereIsOneLine() {
    assertEquals(
        new CommandRun(
            1,
            "",
            "There is no such profile with credentials in your AWS configuration: sign in, or name another with"
                + " --profile\n"),
        CommandRun.of("list-tables", "--prod", "--profile", "nobodys"));
  }

  /** A user pool is in AWS always. */
  @Test
  void listUsersTakesAProfileWithoutProd() {
    assertEquals(
        new CommandRun(
            1,
            "",
            "There is no such profile with credentials in your AWS configuration: sign in, or name another with"
                + " --profile\n"),
        CommandRun.of("list-users", "--user-pool", "us-east-1_pool", "--profile", "nobodys"));
  }
}
