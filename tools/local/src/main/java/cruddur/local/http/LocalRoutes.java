package cruddur.local.http;

import cruddur.local.route.HttpApiResponse;
import cruddur.local.route.LocalHandler;
import java.util.Map;
import java.util.Set;

/**
 * The routes under {@code /local/}, and the page's configuration. They return tokens and users'
 * names, so they respond to local programs only: pages of other origins are refused by their
 * headers, DNS rebinding by the {@code Host} header.
 */
record LocalRoutes(Map<String, LocalHandler> handlers) {
  private static final String PREFIX = "/local/";
  private static final Set<String> LOCAL_HOSTS = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final Set<String> LOCAL_SITES = Set.of("same-origin", "none");

  boolean has(HttpApiRequest request) {
    return request.path().startsWith(PREFIX) || handlers.containsKey(key(request));
  }

  HttpApiResponse respond(HttpApiRequest request) {
    if (!isLocal(request)) {
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

  private static boolean isLocal(HttpApiRequest request) {
    String host = request.header("host").orElse("");
    return LOCAL_HOSTS.contains(host.replaceFirst(":\\d+$", ""))
        && request.header("origin").map(origin -> origin.equals("http://" + host)).orElse(true)
        && request.header("sec-fetch-site").map(LOCAL_SITES::contains).orElse(true);
  }
}
