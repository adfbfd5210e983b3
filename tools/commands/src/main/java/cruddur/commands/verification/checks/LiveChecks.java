package cruddur.commands.verification.checks;

import com.fasterxml.jackson.databind.JsonNode;
import cruddur.commands.deployment.DeploymentFailureException;
import cruddur.commands.verification.api.Api;
import cruddur.commands.verification.api.ApiRoute;
import cruddur.commands.verification.api.Diagnosis;
import cruddur.messaging.live.SubscriptionRefusal;
import cruddur.toolkit.live.EventClient;
import cruddur.toolkit.live.EventFrame;
import cruddur.toolkit.live.LiveEndpoint;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Checks that members receive messages live, and nobody receives those of others.
 *
 * @param hasLiveEvents whether the deployment delivers messages live
 */
public record LiveChecks(
    Api api,
    TestConversation conversation,
    boolean hasLiveEvents,
    Timeouts timeouts,
    Diagnosis diagnosis) {

  private static final String OFF = "no live events: LiveEvents is off";

  /**
   * How the refusal of a channel begins or reads: by the subscription's function, and by AppSync
   * itself.
   */
  private static final List<String> REFUSALS =
      List.of(
          SubscriptionRefusal.CHANNEL_REFUSED.code(),
          "Channel Namespace not found",
          "Invalid Channel Format");

  public List<DeploymentCheck> all() {
    return List.of(
        DeploymentCheck.of("a message reaches a connected member", this::arrives),
        DeploymentCheck.of("the live events of others are refused", this::refused));
  }

  private String arrives() throws DeploymentFailureException, InterruptedException {
    List<String> observed = new ArrayList<>();
    for (TestUser member : conversation.members()) {
      Optional<LiveEndpoint> endpoint = endpoint(member);
      if (endpoint.isEmpty()) {
        return OFF;
      }
      observed.add(arrivalAt(member, endpoint.get()) + " ms");
    }
    return String.join(" and ", observed) + " after the post";
  }

  /** How many milliseconds after a post of the other member its event arrives. */
  private long arrivalAt(TestUser member, LiveEndpoint endpoint)
      throws DeploymentFailureException, InterruptedException {
    try (EventClient client = connect(endpoint, member)) {
      EventFrame response = client.subscribe("own", endpoint.channel());
      if (!response.isOfType("subscribe_success")) {
        throw new DeploymentFailureException(
            "the subscription to a user's own channel was refused: " + response.json(),
            diagnosis.subscriptions());
      }
      JsonNode message =
          conversation.post(api, conversation.otherMember(member), "Are you there?").body();
      long posted = System.nanoTime();
      long arrived =
          arrival(client, message.path("uuid").asText())
              .orElseThrow(() ->
                  new DeploymentFailureException(
                      "no event arrived within %d s after a post"
                          .formatted(timeouts.stream().toSeconds()),
                      diagnosis.events()));
      // The event can arrive before the response to the post.
      return Math.max(0, Duration.ofNanos(arrived - posted).toMillis());
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /** When the event of a message arrives, as {@link System#nanoTime}; empty if not in time. */
  private OptionalLong arrival(EventClient client, String messageUuid)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + timeouts.stream().toNanos();
    while (true) {
      Optional<EventFrame> frame = client.next(Duration.ofNanos(end - System.nanoTime()));
      if (frame.isEmpty()) {
        return OptionalLong.empty();
      }
      for (JsonNode event : frame.get().events()) {
        if (event.path("message").path("uuid").asText().equals(messageUuid)) {
          return OptionalLong.of(frame.get().nanos());
        }
      }
    }
  }

  private String refused() throws DeploymentFailureException, InterruptedException {
    TestUser member = conversation.ash();
    Optional<LiveEndpoint> own = endpoint(member);
    Optional<LiveEndpoint> others = endpoint(conversation.otherMember(member));
    if (own.isEmpty() || others.isEmpty()) {
      return OFF;
    }
    String wildcard = own.get().channel().replaceFirst("[^/]+$", "*");
    try (EventClient client = connect(own.get(), member)) {
      for (String channel : List.of(others.get().channel(), wildcard)) {
        requireRefusal(channel, client.subscribe(channel, channel));
      }
      return "another user's channel and a wildcard";
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /** Requires that it is the channel that is refused: a throttled request proves nothing. */
  private void requireRefusal(String channel, EventFrame response)
      throws DeploymentFailureException {
    if (response.isOfType("subscribe_success")) {
      throw new DeploymentFailureException(
          "a user could subscribe to " + channel, diagnosis.openChannels());
    }
    if (response.errorMessages().stream()
        .noneMatch(message -> REFUSALS.stream().anyMatch(message::contains))) {
      throw new DeploymentFailureException(
          "the subscription to %s was refused for another reason than its channel: %s"
              .formatted(channel, response.json()),
          diagnosis.otherRefusal());
    }
  }

  private EventClient connect(LiveEndpoint endpoint, TestUser member)
      throws IOException, InterruptedException {
    return EventClient.connect(endpoint, member.tokens().accessToken(), timeouts.response());
  }

  /** Where a member's events are; empty without live events. */
  private Optional<LiveEndpoint> endpoint(TestUser member)
      throws DeploymentFailureException, InterruptedException {
    JsonNode live = api.expect(200, member.request(ApiRoute.SHOW_ME)).body().path("live");
    if (live.isObject() == hasLiveEvents) {
      return hasLiveEvents ? Optional.of(LiveEndpoint.of(live)) : Optional.empty();
    }
    throw new DeploymentFailureException(
        hasLiveEvents
            ? "GET /api/me returned no address of the live events, which the deployment has"
            : "GET /api/me returned an address of live events, which the deployment lacks",
        diagnosis.oldEndpoint());
  }

  private DeploymentFailureException failed(IOException e) {
    return new DeploymentFailureException(e.getMessage(), diagnosis.subscriptions(), e);
  }
}
