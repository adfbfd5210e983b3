package cruddur.commands.verification.cleanup;

import cruddur.commands.deployment.Deployment;
import cruddur.commands.deployment.DeploymentFailureException;
import cruddur.commands.verification.api.Diagnosis;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Removes the users of a verification and all items that they left in the table. It reads the table
 * to find them, so that nothing is left of a request whose response was lost.
 *
 * <p>A message whose message group is gone is a poison record for the stream's function. So the
 * items are deleted only after the stream has processed the messages, or after a timeout.
 */
public final class Cleanup {

  private static final int MAX_ROUNDS = 10;
  private static final Duration PAUSE = Duration.ofMillis(200);

  private final Deployment deployment;
  private final Duration streamTimeout;
  private final Diagnosis diagnosis;
  private final LeftoverFinder finder;
  private final Map<String, Optional<String>> subsByHandle = new LinkedHashMap<>();

  public Cleanup(Deployment deployment, Duration streamTimeout, Diagnosis diagnosis) {
    this.deployment = deployment;
    this.streamTimeout = streamTimeout;
    this.diagnosis = diagnosis;
    this.finder = new LeftoverFinder(deployment.table());
  }

  /** A user with this handle is about to be created. */
  public void expectUser(String handle) {
    subsByHandle.put(handle, Optional.empty());
  }

  public void userCreated(String handle, String sub) {
    subsByHandle.put(handle, Optional.of(sub));
  }

  /** The users that were created, or may have been. */
  public Set<String> handles() {
    return subsByHandle.keySet();
  }

  /**
   * Removes everything. It may be called again after a failure.
   *
   * @return a summary of what was removed
   * @throws DeploymentFailureException naming what could not be removed
   */
  public String run() throws DeploymentFailureException, InterruptedException {
    List<DeploymentFailureException> failures = new ArrayList<>();
    int users = removeUsers(failures);
    int items = 0;
    boolean isStreamProcessed = true;
    try {
      isStreamProcessed = awaitStream();
      items = removeItems();
    } catch (SdkException e) {
      failures.add(
          new DeploymentFailureException(
              "items of %s could not be removed from table %s: %s"
                  .formatted(users(), deployment.table().tableName(), e.getMessage()),
              diagnosis.cleanup(),
              e));
    }
    if (!failures.isEmpty()) {
      throw combined(failures);
    }
    return "%d users and %d items removed%s"
        .formatted(
            users,
            items,
            isStreamProcessed
                ? ""
                : "; their stream records go to the failure queue when the stream runs again");
  }

  private int removeUsers(List<DeploymentFailureException> failures) throws InterruptedException {
    int users = 0;
    for (String handle : handles()) {
      try {
        Optional<String> sub = deployment.signIns().remove(handle);
        if (sub.isPresent()) {
          subsByHandle.put(handle, sub);
          users++;
        }
      } catch (DeploymentFailureException e) {
        failures.add(
            new DeploymentFailureException(
                "user %s could not be removed: %s".formatted(handle, e.getMessage()),
                e.likelyCause(),
                e));
      }
    }
    return users;
  }

  /** Returns whether the stream has processed the messages before the timeout. */
  private boolean awaitStream() throws InterruptedException {
    long start = System.nanoTime();
    while (!finder.of(subsByHandle).isStreamProcessed()) {
      if (System.nanoTime() - start > streamTimeout.toNanos()) {
        return false;
      }
      Thread.sleep(PAUSE);
    }
    return true;
  }

  /** Repeats until nothing is found: the stream's function may be moving a row meanwhile. */
  private int removeItems() throws DeploymentFailureException, InterruptedException {
    int removed = 0;
    for (int round = 0; round < MAX_ROUNDS; round++) {
      Leftovers found = finder.of(subsByHandle);
      if (found.all().isEmpty()) {
        return removed;
      }
      found.all().forEach(deployment.table()::delete);
      removed += found.all().size();
      Thread.sleep(PAUSE);
    }
    throw new DeploymentFailureException(
        "items of %s reappear in table %s after they are removed"
            .formatted(users(), deployment.table().tableName()),
        diagnosis.stream());
  }

  private String users() {
    return String.join(", ", handles());
  }

  private static DeploymentFailureException combined(List<DeploymentFailureException> failures) {
    DeploymentFailureException first = failures.getFirst();
    return new DeploymentFailureException(
        String.join("; ", failures.stream().map(Exception::getMessage).toList()),
        first.likelyCause(),
        first);
  }
}
