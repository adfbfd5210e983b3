package cruddur.commands.verification;

import cruddur.commands.deployment.Deployment;
import cruddur.commands.deployment.DeploymentFailureException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Removes the users of a verification and all that they have left in the table. What that is it
 * reads from the table, so that nothing stays of a request whose response was lost.
 *
 * <p>To the stream's function a message of a conversation that is gone is a record that can never
 * succeed, and holds up others: so a conversation goes only when its messages have been processed,
 * or the stream has been waited for in vain.
 */
final class Cleanup {

  private static final int MOST_ROUNDS = 10;
  private static final Duration PAUSE = Duration.ofMillis(200);

  private final Deployment deployment;
  private final Duration patience;
  private final Diagnosis causes;
  private final LeftoverFinder search;
  private final Map<String, Optional<String>> subsByHandle = new LinkedHashMap<>();

  /**
   * Nothing to remove yet.
   *
   * @param patience how long the stream is waited for
   */
  Cleanup(Deployment deployment, Duration patience, Diagnosis causes) {
    this.deployment = deployment;
    this.patience = patience;
    this.causes = causes;
    this.search = new LeftoverFinder(deployment.table());
  }

  /** A user with this handle is about to be made. */
  void expect(String handle) {
    subsByHandle.put(handle, Optional.empty());
  }

  /** He has been made. */
  void knows(String handle, String sub) {
    subsByHandle.put(handle, Optional.of(sub));
  }

  /** The users that were made, or may have been. */
  Set<String> handles() {
    return subsByHandle.keySet();
  }

  /**
   * Removes everything; may be called again after it has failed.
   *
   * @return what was removed, in a few words
   * @throws DeploymentFailureException naming what could not be removed
   */
  String run() throws DeploymentFailureException, InterruptedException {
    List<DeploymentFailureException> faults = new ArrayList<>();
    int users = removeUsers(faults);
    int items = 0;
    boolean isSettled = true;
    try {
      isSettled = awaitStream();
      items = removeItems();
    } catch (SdkException e) {
      faults.add(
          new DeploymentFailureException(
              "items of %s are still in the table %s: %s"
                  .formatted(everybody(), deployment.table().tableName(), e.getMessage()),
              causes.removal(),
              e));
    }
    if (!faults.isEmpty()) {
      throw allOf(faults);
    }
    return "%d users and %d items of the table%s"
        .formatted(
            users,
            items,
            isSettled
                ? ""
                : "; when the stream runs again, its records of them go to the failed batches");
  }

  private int removeUsers(List<DeploymentFailureException> faults) throws InterruptedException {
    int users = 0;
    for (String handle : handles()) {
      try {
        Optional<String> sub = deployment.signIns().remove(handle);
        if (sub.isPresent()) {
          subsByHandle.put(handle, sub);
          users++;
        }
      } catch (DeploymentFailureException e) {
        faults.add(
            new DeploymentFailureException(
                "the user %s is still there: %s".formatted(handle, e.getMessage()),
                e.likelyCause(),
                e));
      }
    }
    return users;
  }

  /** Whether the stream has been processed. */
  private boolean awaitStream() throws InterruptedException {
    long start = System.nanoTime();
    while (!search.of(subsByHandle).areSettled()) {
      if (System.nanoTime() - start > patience.toNanos()) {
        return false;
      }
      Thread.sleep(PAUSE);
    }
    return true;
  }

  /** Looks again until it finds nothing: the function may be in the middle of moving a row. */
  private int removeItems() throws DeploymentFailureException, InterruptedException {
    int removed = 0;
    for (int round = 0; round < MOST_ROUNDS; round++) {
      Leftovers found = search.of(subsByHandle);
      if (found.all().isEmpty()) {
        return removed;
      }
      found.all().forEach(deployment.table()::delete);
      removed += found.all().size();
      Thread.sleep(PAUSE);
    }
    throw new DeploymentFailureException(
        "items of %s come back into the table %s as they are removed"
            .formatted(everybody(), deployment.table().tableName()),
        causes.stream());
  }

  private String everybody() {
    return String.join(", ", handles());
  }

  private static DeploymentFailureException allOf(List<DeploymentFailureException> faults) {
    DeploymentFailureException first = faults.getFirst();
    return new DeploymentFailureException(
        String.join("; ", faults.stream().map(Exception::getMessage).toList()),
        first.likelyCause(),
        first);
  }
}
