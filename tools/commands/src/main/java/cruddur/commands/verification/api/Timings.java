package cruddur.commands.verification.api;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The response times of each route. */
public final class Timings {

  private final Map<ApiRoute, List<Duration>> byRoute = new EnumMap<>(ApiRoute.class);

  /**
   * The response times of one route.
   *
   * @param first the first request, possibly of a cold function
   * @param median of the others; of the first if there are no others
   */
  public record OfRoute(ApiRoute route, int calls, Duration first, Duration median) {}

  void add(ApiRoute route, Duration took) {
    byRoute.computeIfAbsent(route, _ -> new ArrayList<>()).add(took);
  }

  /** Every route that was requested. */
  public List<OfRoute> all() {
    return byRoute.entrySet().stream().map(entry -> of(entry.getKey(), entry.getValue())).toList();
  }

  private static OfRoute of(ApiRoute route, List<Duration> durations) {
    List<Duration> warm =
        (durations.size() > 1 ? durations.subList(1, durations.size()) : durations)
            .stream().sorted().toList();
    return new OfRoute(
        route, durations.size(), durations.getFirst(), warm.get((warm.size() - 1) / 2));
  }
}
