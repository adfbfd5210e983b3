package cruddur.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import cruddur.local.fixture.Eventually;
import cruddur.local.live.EventApi;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The local system serves the protocol of AWS AppSync Events, in the judgment of AWS's own client:
 * {@code aws-amplify} from npm, unchanged.
 */
class AmplifyClientTest {

  private static AmplifyInstallation installation;
  private static LocalSystem system;
  private static LiveUser ines;
  private static LiveUser tarek;

  @TempDir static Path data;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    switch (AmplifyInstallation.install()) {
      case AmplifyInstallation.Result.Installed(AmplifyInstallation found) -> installation = found;
      case AmplifyInstallation.Result.Failed(String reason) -> {
        System.out.println(reason);
        assumeTrue(false, reason);
      }
    }
    system =
        LocalSystem.start(
            SystemOptions.inMemory(Path.of("..", "..", "template.yaml")).withData(data),
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
    ines = LiveUser.signIn(system, "ines_v");
    tarek = LiveUser.signIn(system, "tarek_o");
  }

  @AfterAll
  static void stop() {
    if (system != null) {
      system.close();
    }
  }

  @Test
  void itConnectsSubscribesReceivesAndUnsubscribes() throws Exception {
    try (AmplifyProcess client = client(ines.token())) {
      client.run("connect", "channel", ines.channel()).run("subscribe");

      JsonNode message = tarek.post(system.addresses().groupUuid(), "Hëllo \"Inês\" \n👋");

      JsonNode event = client.event();
      assertEquals("message", event.path("type").textValue());
      assertEquals(message.path("uuid"), event.path("message").path("uuid"));
      assertEquals("Hëllo \"Inês\" \n👋", event.path("message").path("message").textValue());

      client.run("unsubscribe").run("subscribe");
      tarek.post(system.addresses().groupUuid(), "once");
      assertEquals("once", client.event().path("message").path("message").textValue());
      // A forgotten subscription would have delivered it twice.
      tarek.post(system.addresses().groupUuid(), "after it");
      assertEquals("after it", client.event().path("message").path("message").textValue());
    }
  }

  @Test
  void itIsRefusedEveryOtherChannelAndKeepsItsOwn() throws Exception {
    try (AmplifyProcess client = client(ines.token())) {
      for (String channel : new String[] {tarek.channel(), "/members/*", "/*"}) {
        client.run("connect", "channel", channel);
        String error = client.fails("subscribe");
        assertTrue(
            error.endsWith(
                channel.equals("/*")
                    ? "BadRequestException: Channel Namespace not found"
                    : "HandlerExecutionError: channel_refused"),
            error);
      }
      client.run("connect", "channel", ines.channel()).run("subscribe");
      tarek.post(system.addresses().groupUuid(), "still here");
      assertEquals("still here", client.event().path("message").path("message").textValue());
    }
  }

  @Test
  void itIsRefusedTheConnectionWithAnExpiredToken() throws Exception {
    try (AmplifyProcess client = client(LiveTokens.of(system, data).expired(ines.token()))) {
      assertEquals("UnauthorizedException", client.fails("connect", "channel", ines.channel()));
    }
  }

  @Test
  void itIsRefusedEachSubscriptionWithAnIdToken() throws Exception {
    try (AmplifyProcess client = client(ines.idToken())) {
      client.run("connect", "channel", ines.channel());
      String error = client.fails("subscribe");
      assertTrue(error.endsWith("HandlerExecutionError: access_token_required"), error);
    }
  }

  @Test
  void itCanPublishNeitherByTheSocketNorByHttp() throws Exception {
    try (AmplifyProcess client = client(ines.token())) {
      client.run("connect", "channel", ines.channel()).run("subscribe");
      assertEquals("Publish errors: UnauthorizedException", client.fails("publish", "event", "{}"));
      String error = client.fails("post", "channel", ines.channel(), "event", "{}");
      assertEquals(
          "{\"errors\":[{\"errorType\":\"UnauthorizedException\",\"message\":\"You are not authorized to make this call.\"}]}",
          error);
    }
  }

  @Test
  void itConnectsAgainByItselfWhenItsSocketIsCut() throws Exception {
    try (AmplifyProcess client = client(ines.token())) {
      client.run("connect", "channel", ines.channel()).run("subscribe");

      system.eventApi().orElseThrow().disconnectAll();
      client.await(line -> line.has("subscribed"));

      tarek.post(system.addresses().groupUuid(), "after the cut");
      assertEquals("after the cut", client.event().path("message").path("message").textValue());
    }
  }

  /**
   * Amplify checks every five seconds whether a frame has arrived within the connection timeout.
   * Eight seconds without keep-alives would have ended at the second check, and Amplify would have
   * subscribed again by the third.
   */
  @Test
  void keepAlivesKeepItsConnection() throws Exception {
    EventApi.Timing timing =
        new EventApi.Timing(Clock.systemUTC(), Duration.ofMillis(500), Duration.ofSeconds(8));
    try (EventApiServer server = EventApiServer.start(timing);
        AmplifyProcess client = AmplifyProcess.start(installation, server.port())) {
      client.run("token", "token", server.token());
      client.run("connect", "channel", "/members/a").run("subscribe");

      for (int check = 0; check < 3; check++) {
        client.await(line -> line.has("heartbeat"));
      }
      server.publish("/members/a", "{\"n\":1}");

      assertEquals(1, client.event().path("n").asInt());
      assertEquals(1, server.opened());
    }
  }

  @Test
  void withoutKeepAlivesItConnectsAgain() throws Exception {
    EventApi.Timing timing =
        new EventApi.Timing(Clock.systemUTC(), Duration.ofHours(1), Duration.ofSeconds(1));
    try (EventApiServer server = EventApiServer.start(timing);
        AmplifyProcess client = AmplifyProcess.start(installation, server.port())) {
      client.run("token", "token", server.token());
      client.run("connect", "channel", "/members/a").run("subscribe");

      Eventually.holds(() -> server.opened() > 1);
    }
  }

  private static AmplifyProcess client(String token) throws IOException {
    URI api = system.addresses().api();
    return AmplifyProcess.start(installation, api.getPort()).run("token", "token", token);
  }
}
