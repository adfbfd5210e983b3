package cruddur.commands.redrive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cruddur.commands.fixture.CommandRun;
import cruddur.commands.fixture.MotoServer;
import cruddur.commands.fixture.TableUnderTest;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** redrive with {@code --prod}: queue and stack in moto, table and stream in DynamoDB Local. */
@EnabledIf(
    value = "cruddur.commands.fixture.MotoServer#isInstalled",
    disabledReason = "it needs moto's server: -Dmoto.server=PATH of moto_server")
class RedriveFromSqsTest {

  private static final String ANNOUNCED =
      "AWS account 123456789012, region us-east-1, table cruddur-messages\n";
  private static final String SCANNING =
      "Some records are no longer in the stream. Scanning the table for message groups of their time ...\n";

  @TempDir static Path directory;

  private static MotoServer moto;
  private static TableUnderTest table;
  private static Map<String, String> settings;
  private static SqsClient sqs;

  private String queue;

  @BeforeAll
  static void start() throws Exception {
    moto = MotoServer.start(directory.resolve("moto.log"));
    table = TableUnderTest.with();
    settings =
        Map.of(
            "aws.endpointUrlDynamoDb",
            table.address(),
            "aws.endpointUrlDynamoDbStreams",
            table.address());
    settings.forEach(System::setProperty);
    sqs = SqsClient.builder().httpClient(UrlConnectionHttpClient.create()).build();
  }

  @AfterAll
  static void stop() {
    settings.keySet().forEach(System::clearProperty);
    if (sqs != null) {
      sqs.close();
    }
    if (table != null) {
      table.close();
    }
    if (moto != null) {
      moto.close();
    }
  }

  @BeforeEach
  void createQueue(TestInfo test) {
    String name = test.getTestMethod().orElseThrow().getName();
    queue = sqs.createQueue(request -> request.queueName(name)).queueUrl();
  }

  @Test
  void allEntriesAreProcessedAndDeleted() {
    // More than one response of SQS contains.
    IntStream.range(0, 12)
        .forEach(i ->
            send(FailureQueueMessages.ofDeletedStream("r-" + i, TableUnderTest.NAME).toString()));

    CommandRun run = redrive("--queue", queue);

    assertEquals(ANNOUNCED + SCANNING, run.err());
    assertEquals("Entries: 12 done, 0 kept in the queue.", run.lines().getLast());
    assertEquals(0, run.exitCode());
    assertEquals(List.of(), waiting());
  }

  @Test
  void aKeptEntryIsVisibleAgainAtOnce() {
    String id = send("not a message from Lambda");

    assertEquals(
        new CommandRun(
            1,
            """
            %s  kept: it is not a message from Lambda about a stream. Inspect it, and delete it manually.
            Entries: 0 done, 1 kept in the queue.
            """
                .formatted(id),
            ANNOUNCED),
        redrive("--queue", queue));
    assertEquals(List.of("not a message from Lambda"), waiting());
  }

  @Test
  void recordsAreReadFromTheStream() {
    table.putItem("MSG#poison", "2026-11-22T13:07:41.000000+00:00", Map.of());
    var record = table.records().getFirst();
    send(FailureQueueMessages.message("r-1", table, record, record).toString());

    CommandRun run = redrive("--queue", queue, "--discard-poison");

    assertTrue(
        run.lines()
            .getFirst()
            .contains(
                "  done: 0 of 1 records processed from the stream; poison record %s: "
                    .formatted(record.dynamodb().sequenceNumber())),
        run::out);
    assertEquals(ANNOUNCED, run.err());
    assertEquals(List.of(), waiting());
  }

  @Test
  void queueAndTableOfAStackAreUsed() {
    try (CloudFormationClient stacks =
        CloudFormationClient.builder().httpClient(UrlConnectionHttpClient.create()).build()) {
      stacks.createStack(request ->
          request
              .stackName("cruddur-test")
              .templateBody(
                  """
                  Parameters:
                    AllowedOrigins: {Type: String}
                  Resources:
                    FailedBatches: {Type: AWS::SQS::Queue}
                  Outputs:
                    ApiAddress: {Value: "https://api.example"}
                    UserPoolId: {Value: pool}
                    UserPoolClientId: {Value: client}
                    MessagesTableName: {Value: %s}
                    FailedBatchesUrl: {Value: !Ref FailedBatches}
                  """
                      .formatted(TableUnderTest.NAME))
              .parameters(
                  Parameter.builder()
                      .parameterKey("AllowedOrigins")
                      .parameterValue("https://app.example,https://other.example")
                      .build()));
    }

    assertEquals(
        new CommandRun(0, "The failure queue is empty.\n", ANNOUNCED),
        redrive("--stack", "cruddur-test"));
    assertEquals(
        new CommandRun(
            1,
            "",
            "Stack unknown does not exist in us-east-1. Name another stack, or give its region with --region.\n"),
        redrive("--stack", "unknown"));
  }

  @Test
  void aQueueThatDoesNotExistIsOneErrorLine() {
    assertEquals(
        new CommandRun(
            1,
            "",
            ANNOUNCED
                + "Queue %s does not exist. Give the stack's output FailedBatchesUrl with --queue, or the stack with --stack.\n"
                    .formatted(queue + "-unknown")),
        redrive("--queue", queue + "-unknown"));
  }

  private static CommandRun redrive(String... options) {
    return CommandRun.of(
        Stream.concat(Stream.of("redrive", "--prod"), Stream.of(options)).toArray(String[]::new));
  }

  private String send(String body) {
    return sqs.sendMessage(request -> request.queueUrl(queue).messageBody(body)).messageId();
  }

  private List<String> waiting() {
    return sqs.receiveMessage(request -> request.queueUrl(queue)).messages().stream()
        .map(Message::body)
        .toList();
  }
}
