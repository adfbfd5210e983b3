package cruddur.local.cognito;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import cruddur.local.http.HttpApiResponse;
import cruddur.local.http.LocalHandler;
import cruddur.toolkit.json.Json;
import cruddur.toolkit.sample.LocalUser;
import java.util.Map;

/**
 * What the page finds beside it: {@code GET /config.json} is {@code {"api": "", "users": [{handle,
 * display_name}]}}: the API is the page's own origin, and in place of a hosted sign-in it offers
 * everybody who has signed up.
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
