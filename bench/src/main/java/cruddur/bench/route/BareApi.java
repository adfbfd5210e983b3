package cruddur.bench.route;

import com.nimbusds.jose.jwk.JWKSet;
import cruddur.bench.running.RunningApi;
import cruddur.local.http.HttpApi;
import cruddur.local.http.LocalSite;
import cruddur.local.lambda.Invocable;
import cruddur.toolkit.json.Json;
import cruddur.toolkit.template.Template;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The template's API in front of functions that only send the bare requests to DynamoDB. */
record BareApi(HttpApi api) implements AutoCloseable {

  private static final byte[] RESPONSE = Json.bytes(Map.of("statusCode", 200, "body", "{}"));

  /**
   * Starts the API.
   *
   * @param keys the public keys of the senders' tokens
   */
  static BareApi start(Template template, List<RouteCalls> routes, JWKSet keys) throws IOException {
    Map<String, Invocable> functions =
        routes.stream().collect(Collectors.toMap(RouteCalls::function, BareApi::function));
    HttpApi api = new HttpApi(template, functions, keys, LocalSite.EMPTY, InstantSource.system());
    api.start(0);
    return new BareApi(api);
  }

  private static Invocable function(RouteCalls route) {
    return _ -> {
      try {
        route.bare().send();
        return RESPONSE;
      } catch (Exception e) {
        throw new IllegalStateException(route.name() + " without its function failed", e);
      }
    };
  }

  RunningApi requests() {
    return new RunningApi(api.port());
  }

  @Override
  public void close() {
    api.close();
  }
}
