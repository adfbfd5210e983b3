package cruddur.local.http;

import java.util.Map;
import java.util.Set;

/**
 * The routes under {@code /local/}, and what the page is configured with. They hand out tokens and
 * name users, so they answer programs of this machine only: a page of another origin is refused by
 * its headers, and one that reaches us by a name of its own (DNS rebinding) by the host it asks
 * for.
 */
record LocalRoutes(Map<String, LocalHandler> handlers) {
  private static final String PREFIX = "/local/";
  private static final Set<String> OWN_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final Set<String> OWN_SITES = Set.of("same-origin", "none");

  boolean has(HttpApiRequest request) {
    return request.path().startsWith(PREFIX) || handlers.containsKey(key(request));
  }

  HttpApiResponse respond(HttpApiRequest request) {
    if (!isFromHere(request)) {
      return HttpApiResponse.message(403, "Forbidden");
    }
    LocalHandler handler = handlers.get(key(request));
    return handler == null
        ? HttpApiResponse.message(404, "Not Found")
        : handler.respond(request.body());
  }

  private static String key(HttpApiRequest request) {
    return request.method() + " " + request.path();
  }

  private static boolean isFromHere(HttpApiRequest request) {
    String host = request.header("host").orElse("");
    return OWN_NAMES.contains(host.replaceFirst(":\\d+$", ""))
        && request.header("origin").map(origin -> origin.equals("http://" + host)).orElse(true)
        && request.header("sec-fetch-site").map(OWN_SITES::contains).orElse(true);
  }
}
