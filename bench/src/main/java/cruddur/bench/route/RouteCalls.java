package cruddur.bench.route;

import cruddur.bench.route.Load.Call;
import cruddur.bench.running.RunningApi;

/**
 * The requests of one route.
 *
 * @param name the route
 * @param function the logical id of its function
 * @param request a request to an API
 * @param bare the same requests to DynamoDB as the function sends
 * @param bareText what those are
 */
record RouteCalls(String name, String function, RouteRequest request, Call bare, String bareText) {

  /** A request to the real API or to the bare one. */
  @FunctionalInterface
  interface RouteRequest {
    void send(RunningApi api) throws Exception;
  }
}
