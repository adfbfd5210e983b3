package cruddur.commands.verification;

import com.fasterxml.jackson.databind.JsonNode;
import cruddur.commands.deployment.DeploymentFailureException;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Checks that members receive messages live, and nobody receives those of others. */
record LiveChecks(
    Api api,
    TestConversation conversation,
    Duration responseTimeout,
    Duration streamTimeout,
    Diagnosis diagnosis) {

  private static final String OFF = "no live events: LiveEvents is off";

  List<DeploymentCheck> all() {
    return List.of(
        DeploymentCheck.of("a message reaches a connected member", this::arrives),
        DeploymentCheck.of("the live events of others are refused", this::refused));
  }

  private String arrives() throws DeploymentFailureException, InterruptedException {
    for (TestUser member : conversation.members()) {
      if (endpoint(member).isEmpty()) {
        return OFF;
      }
    }
    List<String> observed = new ArrayList<>();
    for (TestUser member : conversation.members()) {
      observed.add(arrivalAt(member) + " ms");
    }
    return String.join(" and ", observed) + " after the post";
  }

  /** How many milliseconds after a post of the other member its event arrives. */
  private long arrivalAt(TestUser member) throws DeploymentFailureException, InterruptedException {
    LiveConnection.Endpoint endpoint = endpoint(member).orElseThrow();
    try (HttpClient client = HttpClient.newHttpClient();
        LiveConnection connection = open(client, endpoint, member)) {
      if (!connection.subscribe("own", endpoint.channel())) {
        throw new DeploymentFailureException(
            "the subscription to a user's own channel was refused", diagnosis.subscriptions());
      }
      JsonNode message =
          conversation.post(api, conversation.otherMember(member), "Are you there?").body();
      long posted = System.nanoTime();
      if (!connection.receives(message.path("uuid").asText(), streamTimeout)) {
        throw new DeploymentFailureException(
            "no event arrived within %d s after a post".formatted(streamTimeout.toSeconds()),
            diagnosis.events());
      }
      return Duration.ofNanos(System.nanoTime() - posted).toMillis();
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private String refused() throws DeploymentFailureException, InterruptedException {
    TestUser member = conversation.ash();
    Optional<LiveConnection.Endpoint> own = endpoint(member);
    Optional<LiveConnection.Endpoint> others = endpoint(conversation.otherMember(member));
    if (own.isEmpty() || others.isEmpty()) {
      return OFF;
    }
    String wildcard = own.get().channel().replaceFirst("[^/]+$", "*");
    try (HttpClient client = HttpClient.newHttpClient();
        LiveConnection connection = open(client, own.get(), member)) {
      for (String channel : List.of(others.get().channel(), wildcard)) {
        if (connection.subscribe(channel, channel)) {
          throw new DeploymentFailureException(
              "a user could subscribe to " + channel, diagnosis.openChannels());
        }
      }
      return "another user's channel and a wildcard";
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private LiveConnection open(HttpClient client, LiveConnection.Endpoint endpoint, TestUser member)
      throws IOException, InterruptedException {
    return LiveConnection.open(client, endpoint, member.tokens().accessToken(), responseTimeout);
  }

  /** Where a member's events are; empty without live events. */
  private Optional<LiveConnection.Endpoint> endpoint(TestUser member)
      throws DeploymentFailureException, InterruptedException {
    JsonNode live = api.expect(200, member.request(ApiRoute.SHOW_ME)).body().path("live");
    return live.isObject() ? Optional.of(LiveConnection.Endpoint.of(live)) : Optional.empty();
  }

  private DeploymentFailureException failed(IOException e) {
    return new DeploymentFailureException(e.getMessage(), diagnosis.subscriptions(), e);
  }
}
