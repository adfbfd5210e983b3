package cruddur.local.cognito;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import cruddur.local.route.HttpApiResponse;
import cruddur.local.route.LocalHandler;
import cruddur.toolkit.json.Json;
import cruddur.toolkit.sample.LocalUser;
import java.util.Map;

/**
 * The page's configuration, {@code GET /config.json}: 200 {@code {"api": "", "users": [{handle,
 * display_name}]}}. The API has the page's own origin, and the page offers every user in place of a
 * hosted sign-in.
 */
public record PageConfiguration(LocalUserPool pool) {

  /** The route, by method and path. */
  public Map<String, LocalHandler> handlers() {
    return Map.of("GET /config.json", _ -> HttpApiResponse.json(200, configuration()));
  }

  private ObjectNode configuration() {
    ObjectNode configuration = Json.object().put("api", "");
    ArrayNode users = configuration.putArray("users");
    for (LocalUser user : pool.users()) {
      users.addObject().put("handle", user.handle()).put("display_name", user.displayName());
    }
    return configuration;
  }
}
