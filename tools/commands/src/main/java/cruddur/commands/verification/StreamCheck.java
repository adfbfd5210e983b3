package cruddur.commands.verification;

import com.fasterxml.jackson.databind.JsonNode;
import cruddur.commands.deployment.DeploymentFailureException;
import java.time.Duration;
import java.util.List;

/**
 * What the stream's function does: it moves a conversation in both members' lists to its newest
 * message.
 */
record StreamCheck(
    Api api, TestConversation scene, Duration patience, Report report, Diagnosis causes) {

  private static final Duration PAUSE = Duration.ofMillis(200);
  private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(5);

  List<DeploymentCheck> all() {
    return List.of(
        DeploymentCheck.of("the stream moves both lists to the newest message", this::moves));
  }

  private String moves() throws DeploymentFailureException, InterruptedException {
    scene.post(api, scene.birch(), "The last word.");
    long start = System.nanoTime();
    Duration reported = Duration.ZERO;
    while (!bothShowTheNewest()) {
      Duration waited = Duration.ofNanos(System.nanoTime() - start);
      if (waited.compareTo(patience) > 0) {
        throw new DeploymentFailureException(
            "%d s after a post the lists still show an older message".formatted(waited.toSeconds()),
            causes.stream());
      }
      if (waited.minus(reported).compareTo(SIGN_OF_LIFE) > 0) {
        reported = waited;
        report.waiting("the stream, for " + waited.toSeconds() + " s");
      }
      Thread.sleep(PAUSE);
    }
    return "%d ms after the post".formatted(Duration.ofNanos(System.nanoTime() - start).toMillis());
  }

  private boolean bothShowTheNewest() throws DeploymentFailureException, InterruptedException {
    for (TestUser member : scene.members()) {
      JsonNode list = api.expect(200, member.call(ApiRoute.LIST_MESSAGE_GROUPS)).body();
      if (list.size() != 1
          || !list.path(0).path("message").asText().equals(scene.said().getLast())) {
        return false;
      }
    }
    return true;
  }
}
