package cruddur.bench.run;

import java.time.Duration;
import java.util.List;

/**
 * How much is measured.
 *
 * @param rounds how often a measurement and its reference alternate
 * @param slices how often requests of a route and of its references alternate
 * @param slice how long each of them is sent then
 * @param backlog the number of messages in a backlog
 * @param drainLimit after this time a drain stops, and its rate is that of the drained part
 * @param referenceLimit the same for one record at a time, whose rate does not depend on how much
 *     of the backlog is left
 * @param sizes numbers of messages and conversations, ascending
 * @param users who send requests to the API in turn, so that no rate limit is reached
 * @param starts how often a process is started
 * @param events the number of events that each function processes for its peak memory
 */
public record Scale(
    int rounds,
    int slices,
    Duration slice,
    int backlog,
    Duration drainLimit,
    Duration referenceLimit,
    List<Integer> sizes,
    int users,
    int starts,
    int events) {

  public static final Scale QUICK =
      new Scale(
          3,
          7,
          Duration.ofMillis(200),
          5_000,
          Duration.ofSeconds(4),
          Duration.ofSeconds(2),
          List.of(10, 1_000),
          60,
          3,
          1_000);

  public static final Scale FULL =
      new Scale(
          5,
          15,
          Duration.ofMillis(700),
          5_000,
          Duration.ofSeconds(120),
          Duration.ofSeconds(10),
          List.of(10, 1_000, 100_000),
          250,
          9,
          10_000);
}
