package cruddur.messaging.port;

import java.util.random.RandomGenerator;

/**
 * How far the index of {@link MemoryRows} lags behind the table. Called for each item of each read,
 * because items lag independently of each other.
 */
@FunctionalInterface
public interface IndexLag {

  /** An index that never lags. */
  IndexLag NONE = (oldest, lastSeen, latest) -> latest;

  /**
   * The state of an item that a read sees. States are numbered in the order of the writes; in the
   * first one the item does not exist.
   *
   * @param oldest the oldest state that it may see
   * @param lastSeen the state that the previous read saw, or {@code oldest}
   * @param latest the current state of the table
   * @return from {@code oldest} to {@code latest}
   */
  int stateSeen(int oldest, int lastSeen, int latest);

  /** Items lag at random; no read sees an older state than the previous one. */
  static IndexLag catchingUp(RandomGenerator random, double shareUpToDate) {
    return (oldest, lastSeen, latest) ->
        random.nextDouble() < shareUpToDate
            ? latest
            : random.nextDouble() < 0.7 ? lastSeen : random.nextInt(lastSeen, latest + 1);
  }

  /** Items lag at random; a read may see an older state than the previous one. */
  static IndexLag goingBack(RandomGenerator random, double shareUpToDate) {
    return (oldest, lastSeen, latest) ->
        random.nextDouble() < shareUpToDate ? latest : random.nextInt(oldest, latest + 1);
  }
}
