package cruddur.commands.verification.checks;

import com.fasterxml.jackson.databind.JsonNode;
import cruddur.commands.deployment.DeploymentFailureException;
import cruddur.commands.verification.api.Api;
import cruddur.commands.verification.api.ApiRoute;
import cruddur.commands.verification.api.Diagnosis;
import cruddur.commands.verification.report.Report;
import java.time.Duration;
import java.util.List;

/** Checks that the stream's function moves both members' group rows to the newest message. */
public record StreamCheck(
    Api api,
    TestConversation conversation,
    Duration streamTimeout,
    Report report,
    Diagnosis diagnosis) {

  private static final Duration PAUSE = Duration.ofMillis(200);
  private static final Duration REPORT_INTERVAL = Duration.ofSeconds(5);

  public List<DeploymentCheck> all() {
    return List.of(
        DeploymentCheck.of("the stream moves both lists to the newest message", this::moves));
  }

  private String moves() throws DeploymentFailureException, InterruptedException {
    conversation.post(api, conversation.birch(), "The last message.");
    long start = System.nanoTime();
    Duration reported = Duration.ZERO;
    while (!bothShowTheNewest()) {
      Duration waited = Duration.ofNanos(System.nanoTime() - start);
      if (waited.compareTo(streamTimeout) > 0) {
        throw new DeploymentFailureException(
            "the lists still show an older message %d s after a post".formatted(waited.toSeconds()),
            diagnosis.stream());
      }
      if (waited.minus(reported).compareTo(REPORT_INTERVAL) > 0) {
        reported = waited;
        report.waiting("the stream, for " + waited.toSeconds() + " s");
      }
      Thread.sleep(PAUSE);
    }
    return "%d ms after the post".formatted(Duration.ofNanos(System.nanoTime() - start).toMillis());
  }

  private boolean bothShowTheNewest() throws DeploymentFailureException, InterruptedException {
    for (TestUser member : conversation.members()) {
      JsonNode list = api.expect(200, member.request(ApiRoute.LIST_MESSAGE_GROUPS)).body();
      if (list.size() != 1
          || !list.path(0).path("message").asText().equals(conversation.posted().getLast())) {
        return false;
      }
    }
    return true;
  }
}
