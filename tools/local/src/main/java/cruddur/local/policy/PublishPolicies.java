package cruddur.local.policy;

import cruddur.toolkit.template.RoleDefinition;
import cruddur.toolkit.template.Template;
import java.util.Map;
import java.util.Optional;

/** Decides by the template's roles which functions may publish live events. */
public final class PublishPolicies {
  private static final String ACTION = "appsync:EventPublish";

  private final Template template;
  private final String namespaceArn;

  /**
   * @param namespaceArn the channel namespace that functions publish to
   */
  public PublishPolicies(Template template, String namespaceArn) {
    this.template = template;
    this.namespaceArn = namespaceArn;
  }

  /** Why a function may not publish, in the words of AWS; empty if its role allows it. */
  public Optional<String> refusal(String function) {
    RoleDefinition role = template.roles().get(function);
    Access access =
        new Access(ACTION, namespaceArn, Map.of(Access.SOURCE_FUNCTION, role.functionArn()));
    return Policy.of(role.policy()).decide(access) == Policy.Decision.ALLOWED
        ? Optional.empty()
        : Optional.of(
            "User: %s is not authorized to perform: %s on resource: %s"
                .formatted(role.sessionArn(), ACTION, namespaceArn));
  }
}
