package cruddur.local.live;

import cruddur.toolkit.template.FunctionDefinition;
import cruddur.toolkit.template.Template;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
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
    List<FunctionDefinition> functions =
        template.functions().stream()
            .map(function -> function.withEnvironment(changes(function.environment(), api)))
            .toList();
    return new Template(
        template.table(),
        template.tableArn(),
        template.httpApi(),
        template.userPool(),
        template.eventApi(),
        functions,
        template.roles());
  }

  /** Empty variables stay empty: the stack has no live events. */
  private static Map<String, String> changes(Map<String, String> environment, URI api) {
    Map<String, String> changes =
        new HashMap<>(
            Map.of(
                "LIVE_HOST", api.getAuthority(),
                "LIVE_URL", "ws://" + api.getAuthority() + "/event/realtime",
                "LIVE_ENDPOINT", api + "/event"));
    changes.keySet().removeIf(name -> environment.getOrDefault(name, "").isEmpty());
    return changes;
  }
}
