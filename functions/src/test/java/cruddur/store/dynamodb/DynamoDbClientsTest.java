package cruddur.store.dynamodb;

import static cruddur.messaging.port.SampleRows.message;
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
import cruddur.messaging.port.RowsInaccessibleException;
import cruddur.messaging.port.RowsUnavailableException;
import cruddur.messaging.port.TransactionOutcome;
import cruddur.messaging.port.row.RowKey;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

/** Requests as they are sent: how often, and after which failures, which DynamoDB Local lacks. */
class DynamoDbClientsTest {

  private static final RowKey.OfSignIn KEY = new RowKey.OfSignIn("some-sub");
  private static final String EMPTY = "{}";
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
  void aFailureOfDynamoDbIsRetried() {
    server
        .thenFails(500, "InternalServerError")
        .thenFails(503, "ServiceUnavailable")
        .thenResponds(200, EMPTY);

    assertEquals(Optional.empty(), rows.get(KEY));

    assertEquals(3, server.requests().size());
  }

  @Test
  void aLastingFailureIsNotRetriedForever() {
    server
        .thenFails(500, "InternalServerError")
        .thenFails(500, "InternalServerError")
        .thenFails(500, "InternalServerError");

    assertThrows(RowsUnavailableException.class, () -> rows.get(KEY));

    assertEquals(3, server.requests().size());
  }

  @Test
  void aTruncatedResponseIsRetried() {
    server.thenTruncates("{\"Item\":{\"pk\":{\"S\":").thenResponds(200, EMPTY);

    assertEquals(Optional.empty(), rows.get(KEY));

    assertEquals(2, server.requests().size());
  }

  @Test
  void truncatedResponsesAreUnavailability() {
    String half = "{\"Item\":{\"pk\":{\"S\":";
    server.thenTruncates(half).thenTruncates(half).thenTruncates(half);

    assertThrows(RowsUnavailableException.class, () -> rows.get(KEY));

    assertEquals(3, server.requests().size());
  }

  @Test
  @Timeout(60)
  void aSilentServerIsUnavailability() {
    server.thenIsSilent();

    assertThrows(RowsUnavailableException.class, () -> rows.get(KEY));
  }

  @Test
  void aClosedPortIsUnavailability() {
    URI closed = server.address();
    server.close();

    try (DynamoDbClient unreachable = clientOf(closed)) {
      assertThrows(
          RowsUnavailableException.class, () -> new DynamoDbRows(unreachable, "messages").get(KEY));
    }
  }

  @Test
  void aPutThatConflictsWithATransactionIsRetried() {
    server.thenFails(400, "TransactionConflictException").thenResponds(200, EMPTY);

    assertEquals(new PutOutcome.Written(), rows.put(message(1), new KeyIsFree()));

    assertEquals(2, server.requests().size());
    assertEquals(server.requests().get(0), server.requests().get(1));
  }

  @Test
  void aDeleteThatConflictsWithATransactionIsRetried() {
    server.thenFails(400, "TransactionConflictException").thenResponds(200, EMPTY);

    assertTrue(rows.delete(rowOfAlpha(1)));

    assertEquals(2, server.requests().size());
  }

  @Test
  void aPutThatConflictsAgainAndAgainIsUnavailability() {
    server
        .thenFails(400, "TransactionConflictException")
        .thenFails(400, "TransactionConflictException")
        .thenFails(400, "TransactionConflictException");

    RowsUnavailableException unavailable =
        assertThrows(RowsUnavailableException.class, () -> rows.put(message(1), new KeyIsFree()));

    assertInstanceOf(TransactionConflictException.class, unavailable.getCause());
    assertEquals(3, server.requests().size());
  }

  @Test
  void aTransactionIsRetriedWithItsToken() {
    server.thenFails(500, "InternalServerError").thenResponds(200, EMPTY).thenResponds(200, EMPTY);
    List<ConditionalPut> puts = List.of(new ConditionalPut(message(1), new KeyIsFree()));

    assertEquals(new TransactionOutcome.Committed(), rows.transact(puts));
    assertEquals(new TransactionOutcome.Committed(), rows.transact(puts));

    assertEquals(3, server.requests().size());
    String token = tokenOf(server.requests().get(0));
    assertEquals(token, tokenOf(server.requests().get(1)));
    assertNotEquals(token, tokenOf(server.requests().get(2)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ResourceNotFoundException", "AccessDeniedException"})
  void aFailureThatOnlyAnOperatorCanEndIsNotRetried(String code) {
    server.thenFails(400, code);

    Throwable cause = assertThrows(RowsInaccessibleException.class, () -> rows.get(KEY)).getCause();

    assertEquals(code, ((DynamoDbException) cause).awsErrorDetails().errorCode());
    assertEquals(1, server.requests().size());
  }

  @Test
  void attemptsAndCallsHaveTimeouts() {
    var overrides = client.serviceClientConfiguration().overrideConfiguration();

    assertEquals(4_500, overrides.apiCallAttemptTimeout().orElseThrow().toMillis());
    assertEquals(10_000, overrides.apiCallTimeout().orElseThrow().toMillis());
    assertEquals(3, overrides.retryStrategy().orElseThrow().maxAttempts());
  }

  @Test
  void aRowIsReadConsistently() {
    server.thenResponds(200, EMPTY);

    rows.get(KEY);

    assertTrue(server.requests().getFirst().contains("\"ConsistentRead\":true"));
  }

  private static String tokenOf(String request) {
    String start = "\"ClientRequestToken\":\"";
    int from = request.indexOf(start) + start.length();
    return request.substring(from, request.indexOf('"', from));
  }

  private static DynamoDbClient clientOf(URI endpoint) {
    return DynamoDbClients.builder()
        .endpointOverride(endpoint)
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("none", "none")))
        .build();
  }
}
