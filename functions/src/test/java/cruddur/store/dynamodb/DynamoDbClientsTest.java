package cruddur.store.dynamodb;

import static cruddur.messaging.port.SampleRows.message;
import static cruddur.messaging.port.SampleRows.recentUse;
import static cruddur.messaging.port.SampleRows.rowOfAlpha;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cruddur.messaging.port.ConditionalPut;
import cruddur.messaging.port.PutCondition.KeyIsFree;
import cruddur.messaging.port.PutOutcome;
import cruddur.messaging.port.Rows;
import cruddur.messaging.port.RowsUnavailableException;
import cruddur.messaging.port.TransactionOutcome;
import cruddur.messaging.port.UsageUpdate;
import cruddur.messaging.port.row.RowKey;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

/**
 * What goes over the wire: how often a request is made, and what becomes of failures that DynamoDB
 * Local never shows.
 */
class DynamoDbClientsTest {

  private static final RowKey.OfSignIn KEY = new RowKey.OfSignIn("some-sub");
  private static final String NOTHING = "{}";
  private static final UsageUpdate REPORT =
      new UsageUpdate(
          recentUse(Map.of(), Map.of(), Instant.parse("2026-11-22T13:07:40Z")), Set.of());

  private ScriptedServer server;
  private DynamoDbClient client;
  private Rows rows;

  @BeforeEach
  void start() throws IOException {
    server = new ScriptedServer();
    client = clientOf(server.address());
    rows = new DynamoDbRows(client, "messages");
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  @Test
  void aFailureOfDynamoDbIsTriedAgain() {
    server
        .refuses(500, "InternalServerError")
        .refuses(503, "ServiceUnavailable")
        .answers(200, NOTHING);

    assertEquals(Optional.empty(), rows.get(KEY));

    assertEquals(3, server.requests().size());
  }

  @Test
  void aFailureThatDoesNotPassIsNotTriedForever() {
    server
        .refuses(500, "InternalServerError")
        .refuses(500, "InternalServerError")
        .refuses(500, "InternalServerError");

    assertThrows(RowsUnavailableException.class, () -> rows.get(KEY));

    assertEquals(3, server.requests().size());
  }

  @Test
  void anResponseCutShortIsTriedAgain() {
    server.answersHalf("{\"Item\":{\"pk\":{\"S\":").answers(200, NOTHING);

    assertEquals(Optional.empty(), rows.get(KEY));

    assertEquals(2, server.requests().size());
  }

  @Test
  void answersThatStayShortAreNoResponse() {
    String half = "{\"Item\":{\"pk\":{\"S\":";
    server.answersHalf(half).answersHalf(half).answersHalf(half);

    assertThrows(RowsUnavailableException.class, () -> rows.get(KEY));

    assertEquals(3, server.requests().size());
  }

  /** It ends by the client's own time-outs; the test's is for the day they are gone. */
  @Test
  @Timeout(60)
  void aServerThatFallsSilentIsNoResponse() {
    server.fallsSilent();

    assertThrows(RowsUnavailableException.class, () -> rows.get(KEY));
  }

  @Test
  void aServerThatIsNotThereIsNoResponse() {
    URI closed = server.address();
    server.close();

    try (DynamoDbClient toNobody = clientOf(closed)) {
      assertThrows(
          RowsUnavailableException.class, () -> new DynamoDbRows(toNobody, "messages").get(KEY));
    }
  }

  @Test
  void aPutThatMeetsATransactionIsTriedAgain() {
    server.refuses(400, "TransactionConflictException").answers(200, NOTHING);

    assertEquals(new PutOutcome.Written(), rows.put(message(1), new KeyIsFree()));

    assertEquals(2, server.requests().size());
    assertEquals(server.requests().get(0), server.requests().get(1));
  }

  @Test
  void aDeleteThatMeetsATransactionIsTriedAgain() {
    server.refuses(400, "TransactionConflictException").answers(200, NOTHING);

    assertTrue(rows.delete(rowOfAlpha(1)));

    assertEquals(2, server.requests().size());
  }

  @Test
  void aPutThatMeetsOneTransactionAfterAnotherGivesUp() {
    server
        .refuses(400, "TransactionConflictException")
        .refuses(400, "TransactionConflictException")
        .refuses(400, "TransactionConflictException");

    RowsUnavailableException gaveUp =
        assertThrows(RowsUnavailableException.class, () -> rows.put(message(1), new KeyIsFree()));

    assertInstanceOf(TransactionConflictException.class, gaveUp.getCause());
    assertEquals(3, server.requests().size());
  }

  @Test
  void aTransactionIsRepeatedUnderItsToken() {
    server.refuses(500, "InternalServerError").answers(200, NOTHING).answers(200, NOTHING);
    List<ConditionalPut> puts = List.of(new ConditionalPut(message(1), new KeyIsFree()));

    assertEquals(new TransactionOutcome.Committed(), rows.transact(puts));
    assertEquals(new TransactionOutcome.Committed(), rows.transact(puts));

    assertEquals(3, server.requests().size());
    String token = tokenOf(server.requests().get(0));
    assertEquals(token, tokenOf(server.requests().get(1)));
    assertNotEquals(token, tokenOf(server.requests().get(2)));
  }

  @Test
  void whatTryingAgainDoesNotChangeIsTriedOnceAndPassedOn() {
    server.refuses(400, "ResourceNotFoundException").refuses(400, "AccessDeniedException");

    assertThrows(ResourceNotFoundException.class, () -> rows.get(KEY));
    DynamoDbException denied = assertThrows(DynamoDbException.class, () -> rows.get(KEY));

    assertEquals("AccessDeniedException", denied.awsErrorDetails().errorCode());
    assertEquals(2, server.requests().size());
  }

  @Test
  void aCountIsTriedOnce() {
    server.refuses(500, "InternalServerError").answers(200, NOTHING);

    try (DynamoDbClient counting = clientOf(server.address(), DynamoDbClients.countingBuilder())) {
      assertThrows(
          RowsUnavailableException.class,
          () -> new DynamoDbRows(client, counting, "messages").count(REPORT));
    }

    assertEquals(1, server.requests().size());
  }

  /** It ends by the client's own time-out; the test's is for the day it is gone. */
  @Test
  @Timeout(60)
  void aCountDoesNotWaitForAServerThatFallsSilent() {
    server.fallsSilent();

    try (DynamoDbClient counting = clientOf(server.address(), DynamoDbClients.countingBuilder())) {
      assertThrows(
          RowsUnavailableException.class,
          () -> new DynamoDbRows(client, counting, "messages").count(REPORT));
    }
  }

  @Test
  void everyTimeIsBounded() {
    var overrides = client.serviceClientConfiguration().overrideConfiguration();

    assertEquals(4_500, overrides.apiCallAttemptTimeout().orElseThrow().toMillis());
    assertEquals(10_000, overrides.apiCallTimeout().orElseThrow().toMillis());
    assertEquals(3, overrides.retryStrategy().orElseThrow().maxAttempts());
  }

  @Test
  void aRowIsReadConsistently() {
    server.answers(200, NOTHING);

    rows.get(KEY);

    assertTrue(server.requests().getFirst().contains("\"ConsistentRead\":true"));
  }

  private static String tokenOf(String request) {
    String start = "\"ClientRequestToken\":\"";
    int from = request.indexOf(start) + start.length();
    return request.substring(from, request.indexOf('"', from));
  }

  private static DynamoDbClient clientOf(URI endpoint) {
    return clientOf(endpoint, DynamoDbClients.builder());
  }

  private static DynamoDbClient clientOf(URI endpoint, DynamoDbClientBuilder builder) {
    return builder
        .endpointOverride(endpoint)
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("none", "none")))
        .build();
  }
}
