package cruddur.messaging.port;

import java.util.random.RandomGenerator;

/**
 * How far the index of {@link MemoryRows} is behind the table. It is asked anew for each item of
 * each read, since nothing ties one item's lag to another's.
 */
@FunctionalInterface
public interface IndexLag {

  /** An index that is never behind. */
  IndexLag NONE = (oldest, lastSeen, latest) -> latest;

  /**
   * Which of an item's states a read sees. States are numbered in the order of the writes; the
   * first is that there is no such item.
   *
   * @param oldest the oldest it may see
   * @param lastSeen what the last read saw, or {@code oldest}
   * @param latest what the table holds
   * @return from {@code oldest} to {@code latest}
   */
  int stateSeen(int oldest, int lastSeen, int latest);

  /** Each item is behind by chance, and no read is older than the one before. */
  static IndexLag catchingUp(RandomGenerator random, double shareUpToDate) {
    return (oldest, lastSeen, latest) ->
        random.nextDouble() < shareUpToDate
            ? latest
            : random.nextDouble() < 0.7 ? lastSeen : random.nextInt(lastSeen, latest + 1);
  }

  /** Each item is behind by chance, and a read may be older than the one before. */
  static IndexLag goingBack(RandomGenerator random, double shareUpToDate) {
    return (oldest, lastSeen, latest) ->
        random.nextDouble() < shareUpToDate ? latest : random.nextInt(oldest, latest + 1);
  }
}
