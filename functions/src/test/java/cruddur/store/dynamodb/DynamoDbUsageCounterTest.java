package cruddur.store.dynamodb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import cruddur.messaging.port.RowsUnavailableException;
import cruddur.messaging.port.SampleRows;
import cruddur.messaging.port.UsageUpdate;
import cruddur.messaging.port.row.UsageWindows;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;

/** Counts as they are sent: never more than once, whichever client sends them. */
@Timeout(60)
class DynamoDbUsageCounterTest {

  private static final UsageWindows USAGE =
      SampleRows.usage(Map.of(), Map.of(), Instant.parse("2026-11-22T13:07:40Z"));
  private static final UsageUpdate UPDATE = new UsageUpdate(USAGE, Set.of());
  private static final String COUNTED =
      "{\"Attributes\":{\"expires_at\":{\"N\":\"%d\"}}}"
          .formatted(USAGE.expiresAt().getEpochSecond());

  /** The ways to configure a client. */
  enum ClientKind {
    FUNCTIONS,
    /** Long timeouts and an HTTP client of its own, as the local system has them. */
    LOCAL_SYSTEM,
    SDK_DEFAULTS;

    DynamoDbClientBuilder builder() {
      return switch (this) {
        case FUNCTIONS -> DynamoDbClients.builder();
        case LOCAL_SYSTEM -> localSystem();
        case SDK_DEFAULTS -> DynamoDbClient.builder();
      };
    }

    private static DynamoDbClientBuilder localSystem() {
      Duration timeout = Duration.ofSeconds(20);
      DynamoDbClientBuilder builder = DynamoDbClients.builder();
      return builder
          .httpClientBuilder(UrlConnectionHttpClient.builder().socketTimeout(timeout))
          .overrideConfiguration(
              builder.overrideConfiguration().toBuilder()
                  .apiCallAttemptTimeout(timeout)
                  .apiCallTimeout(timeout)
                  .build());
    }
  }

  private ScriptedServer server;

  @BeforeEach
  void start() throws IOException {
    server = new ScriptedServer();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @EnumSource
  void aCountWhoseResponseIsLostIsSentOnce(ClientKind kind) {
    server.thenLosesTheResponse();

    assertUnavailable(kind);

    assertEquals(1, server.requests().size());
  }

  @ParameterizedTest
  @EnumSource
  void aCountWhoseResponseIsLostOnAReusedConnectionIsSentOnce(ClientKind kind) {
    server.thenResponds(200, COUNTED).thenLosesTheResponse();

    try (DynamoDbClient client = client(kind)) {
      assertEquals(USAGE, patientCounter(client).count(UPDATE));
      assertUnavailable(patientCounter(client));
    }

    assertEquals(2, server.requests().size());
  }

  @ParameterizedTest
  @EnumSource
  void aCountThatFailsIsSentOnce(ClientKind kind) {
    server.thenFails(500, "InternalServerError");

    assertUnavailable(kind);

    assertEquals(1, server.requests().size());
  }

  @ParameterizedTest
  @EnumSource
  void aCountDoesNotWaitForASilentServer(ClientKind kind) {
    server.thenIsSilent();

    try (DynamoDbClient client = client(kind)) {
      assertUnavailable(new DynamoDbUsageCounter(client, "messages"));
    }
  }

  /** The SDK's timeouts cannot interrupt a read of the body; the connection's own must end it. */
  @Test
  void aCountDoesNotWaitForAResponseThatStalls() {
    server.thenResponds(200, COUNTED).thenStallsAfter("{\"Attributes\":");

    // The client alone would wait for longer than this test may take.
    try (DynamoDbClient client = client(DynamoDbClients.builder(Duration.ofMinutes(2)))) {
      patientCounter(client).count(UPDATE);
      assertUnavailable(new DynamoDbUsageCounter(client, "messages"));
    }
  }

  private void assertUnavailable(ClientKind kind) {
    try (DynamoDbClient client = client(kind)) {
      assertUnavailable(patientCounter(client));
    }
  }

  private static void assertUnavailable(DynamoDbUsageCounter counter) {
    assertThrows(RowsUnavailableException.class, () -> counter.count(UPDATE));
  }

  /** With timeouts that a busy machine does not exceed. */
  private static DynamoDbUsageCounter patientCounter(DynamoDbClient client) {
    return new DynamoDbUsageCounter(client, "messages", Duration.ofSeconds(20));
  }

  private DynamoDbClient client(ClientKind kind) {
    return client(kind.builder());
  }

  private DynamoDbClient client(DynamoDbClientBuilder builder) {
    return builder
        .endpointOverride(server.address())
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("none", "none")))
        .build();
  }
}
