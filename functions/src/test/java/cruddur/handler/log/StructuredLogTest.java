package cruddur.handler.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cruddur.handler.SignUpRefusedException;
import cruddur.handler.fixture.CognitoEvents;
import cruddur.handler.fixture.ConversationFixture;
import cruddur.handler.fixture.JsonText;
import cruddur.handler.fixture.StreamEvents;
import cruddur.messaging.port.RowsUnavailableException;
import cruddur.messaging.port.TransactionOutcome;
import cruddur.store.dynamodb.FaultyHttp;
import cruddur.store.dynamodb.HttpFault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The exact log line of each invocation. */
class StructuredLogTest extends ConversationFixture {

  private static final String ID = "\"requestId\":\"00000000-0000-4000-8000-000000000000\",";

  @BeforeEach
  void warmUp() {
    system.deliver();
    system.post(alpha, group, "warm");
    system.clock().advance(Duration.ofSeconds(1));
    system.log().takeLines();
  }

  @Test
  void aRequestLogsOneLine() {
    system.post(alpha, group, "hello beta");

    assertEquals(
        "{\"level\":\"INFO\","
            + ID
            + "\"apiRequestId\":\"sample=\",\"route\":\"POST /api/messages\",\"status\":200,"
            + "\"caller\":\""
            + alpha.uuid()
            + "\",\"ms\":0,\"dynamoDbRequests\":1,\"dynamoDbRetries\":0,"
            + "\"readUnits\":0.0,\"writeUnits\":1.0}",
        system.log().takeLine());
  }

  @Test
  void theFirstRequestOfAnInstanceIsMarked() {
    system.restart();

    system.listMessageGroups(alpha).send();
    assertTrue(system.log().takeLine().endsWith(",\"first\":true}"));
    system.listMessageGroups(alpha).send();
    assertTrue(system.log().takeLine().endsWith(",\"writeUnits\":0.0}"));
  }

  @Test
  void retriesAreCountedAndAMetric() {
    FaultyHttp http = new FaultyHttp();
    system.useHttp(http);
    system.showUserShort("@alpha").send();
    system.log().takeLines();
    http.meets(request -> request < 2 ? Optional.of(HttpFault.FAILED) : Optional.empty());

    system.showUserShort("@beta").send();

    String line = system.log().takeLine();
    assertTrue(
        line.contains(
            "\"dynamoDbRequests\":3,\"dynamoDbRetries\":2,\"readUnits\":1.0,\"writeUnits\":0.0,"),
        line);
    assertTrue(
        line.endsWith(
            "\"_aws\":{\"Timestamp\":1795352862123,\"CloudWatchMetrics\":[{\"Namespace\":\"Cruddur/Messages\","
                + "\"Dimensions\":[[\"TableName\"]],"
                + "\"Metrics\":[{\"Name\":\"dynamoDbRetries\",\"Unit\":\"Count\"}]}]}}"),
        line);
    http.close();
  }

  @Test
  void aBatchLogsOneLine() {
    system.post(beta, group, "hello alpha");
    system.log().takeLines();

    system.deliver();

    String line = system.log().takeLine();
    assertTrue(
        line.startsWith(
            "{\"level\":\"INFO\","
                + ID
                + "\"records\":2,\"oldestRecordAgeMs\":2123,\"groupsRewritten\":1,\"fullReads\":0,"),
        line);
    assertTrue(
        line.contains("\"Metrics\":[{\"Name\":\"groupsRewritten\",\"Unit\":\"Count\"}]"), line);
  }

  @Test
  void aStoppedBatchLogsTheRecordAndTheReason() {
    system.post(beta, group, "hello alpha");
    system.log().takeLines();
    system
        .rows()
        .intercept((request, table) -> {
          throw new RowsUnavailableException("no response", null);
        });

    List<String> reported = system.rewrite(StreamEvents.batch(system.takeStreamRecords()));

    String line = system.log().takeLine();
    assertTrue(line.startsWith("{\"level\":\"WARN\","), line);
    assertTrue(
        line.contains(
            "\"groupsRewritten\":0,\"fullReads\":0,\"stoppedAt\":\""
                + reported.getFirst()
                + "\",\"reason\":\"its group was not finished\",\"unfinished\":2,\"poison\":0,\"error\":\"cruddur."),
        line);
  }

  @Test
  void aTriggerLogsOneLine() {
    system.trigger(CognitoEvents.preSignUp("some-sub", "gamma"));

    assertEquals(
        "{\"level\":\"INFO\","
            + ID
            + "\"trigger\":\"PreSignUp_SignUp\",\"outcome\":\"HELD\",\"ms\":0,\"dynamoDbRequests\":1,"
            + "\"dynamoDbRetries\":0,\"readUnits\":0.0,\"writeUnits\":2.0}",
        system.log().takeLine());
  }

  @Test
  void aRefusedSignUpIsCountedAsSuch() {
    assertThrows(
        SignUpRefusedException.class,
        () -> system.trigger(CognitoEvents.preSignUp("some-sub", "alpha")));

    String line = system.log().takeLine();
    assertTrue(line.contains("\"outcome\":\"TAKEN\""), line);
    assertTrue(
        line.contains("\"Metrics\":[{\"Name\":\"refusedRegistrations\",\"Unit\":\"Count\"}]"),
        line);
  }

  @Test
  void aFailedSignUpIsAMetric() {
    system
        .rows()
        .intercept((request, table) -> {
          throw new RowsUnavailableException("no response", null);
        });

    assertThrows(
        SignUpRefusedException.class,
        () -> system.trigger(CognitoEvents.preSignUp("some-sub", "gamma")));

    String line = system.log().takeLine();
    assertTrue(line.contains("\"outcome\":\"FAILED\",\"failedRegistrations\":1,"), line);
    assertTrue(
        line.contains(
            "\"Metrics\":[{\"Name\":\"failedRegistrations\",\"Unit\":\"Count\"},"
                + "{\"Name\":\"refusedRegistrations\",\"Unit\":\"Count\"}]"),
        line);
  }

  /** Lambda counts an error for each exception: one metric counts those that the handler throws. */
  @Test
  void aFailedSignInIsNoRefusal() {
    system
        .rows()
        .intercept((request, table) -> {
          throw new RowsUnavailableException("no response", null);
        });

    system.trigger(CognitoEvents.postAuthentication("some-sub", "gamma"));

    String line = system.log().takeLine();
    assertTrue(
        line.contains("\"Metrics\":[{\"Name\":\"failedRegistrations\",\"Unit\":\"Count\"}]"), line);
  }

  @Test
  void concurrentSignUpsForOneHandleAreNoFailure() {
    system.rows().intercept((request, table) -> new TransactionOutcome.Conflict());

    assertThrows(
        SignUpRefusedException.class,
        () -> system.trigger(CognitoEvents.preSignUp("some-sub", "gamma")));

    String line = system.log().takeLine();
    assertTrue(line.startsWith("{\"level\":\"WARN\","), line);
    assertTrue(line.contains("\"outcome\":\"CONTENDED\","), line);
    assertTrue(
        line.contains("\"Metrics\":[{\"Name\":\"refusedRegistrations\",\"Unit\":\"Count\"}]"),
        line);
  }

  @Test
  void anEventOfNoTriggerIsAFailure() {
    assertThrows(
        SignUpRefusedException.class, () -> system.trigger(Map.of("triggerSource", "PreSignUp")));

    String line = system.log().takeLine();
    assertTrue(line.startsWith("{\"level\":\"ERROR\","), line);
    assertTrue(line.contains("\"outcome\":\"FAILED\",\"failedRegistrations\":1,"), line);
  }

  @Test
  void limitedRequestsOfUsersAndOfAnybodyAreCountedApart() {
    for (int lookups = 0; lookups < 41; lookups++) {
      system.showUserShort("@alpha").send();
    }
    for (int messages = 0; messages < 61; messages++) {
      system
          .createMessage(alpha, JsonText.object("message_group_uuid", group, "message", "again"))
          .send();
    }

    List<String> metrics =
        system.log().takeLines().stream()
            .filter(line -> line.contains("\"status\":429,"))
            .map(line -> line.replaceAll(".*\"Metrics\":\\[\\{\"Name\":\"([A-Za-z]+)\".*", "$1"))
            .distinct()
            .toList();
    assertEquals(List.of("limitedAnonymousRequests", "limitedRequests"), metrics);
  }
}
