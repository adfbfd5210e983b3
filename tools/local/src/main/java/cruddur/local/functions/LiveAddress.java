package cruddur.local.functions;

import cruddur.handler.LiveVariables;
import cruddur.local.live.EventPaths;
import cruddur.toolkit.template.Template;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/** Replaces the addresses of AppSync in the functions' environment by that of the local system. */
public final class LiveAddress {

  private LiveAddress() {}

  /**
   * The template with the local addresses.
   *
   * @param api the base URL of the local system
   */
  public static Template in(Template template, URI api) {
    return template.withFunctions(
        template.functions().stream()
            .map(function -> function.withEnvironment(changes(function.environment(), api)))
            .toList());
  }

  /** Empty variables stay empty: the stack has no live events. */
  private static Map<String, String> changes(Map<String, String> environment, URI api) {
    Map<String, String> changes =
        new HashMap<>(
            Map.of(
                LiveVariables.CLIENT_HOST, api.getAuthority(),
                LiveVariables.CLIENT_URL, EventPaths.realtimeUrl(api),
                LiveVariables.PUBLISH_URL, api + EventPaths.PUBLISH));
    changes.keySet().removeIf(name -> environment.getOrDefault(name, "").isEmpty());
    return changes;
  }
}
