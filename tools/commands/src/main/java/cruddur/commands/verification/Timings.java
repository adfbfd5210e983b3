package cruddur.commands.verification;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** How long each route took, in the order of the calls. */
final class Timings {

  private final Map<ApiRoute, List<Duration>> byRoute = new EnumMap<>(ApiRoute.class);

  /**
   * Of one route.
   *
   * @param first the first call, which may have met a cold function
   * @param median of the others; of the one when there is no other
   */
  record OfRoute(ApiRoute route, int calls, Duration first, Duration median) {}

  void add(ApiRoute route, Duration took) {
    byRoute.computeIfAbsent(route, _ -> new ArrayList<>()).add(took);
  }

  /** Every route that was called. */
  List<OfRoute> all() {
    return byRoute.entrySet().stream().map(entry -> of(entry.getKey(), entry.getValue())).toList();
  }

  private static OfRoute of(ApiRoute route, List<Duration> taken) {
    List<Duration> warm =
        (taken.size() > 1 ? taken.subList(1, taken.size()) : taken).stream().sorted().toList();
    return new OfRoute(route, taken.size(), taken.getFirst(), warm.get((warm.size() - 1) / 2));
  }
}
