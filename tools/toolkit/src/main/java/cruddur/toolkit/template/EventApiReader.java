package cruddur.toolkit.template;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads an {@code AWS::AppSync::Api} with its channel namespace and its data source. */
final class EventApiReader {
  static final String API = "AWS::AppSync::Api";
  static final String NAMESPACE = "AWS::AppSync::ChannelNamespace";
  static final String DATA_SOURCE = "AWS::AppSync::DataSource";

  private static final String COGNITO = "AMAZON_COGNITO_USER_POOLS";
  private static final String IAM = "AWS_IAM";

  private final Map<String, TemplateResource> resources;
  private final LocalReferences references;

  private EventApiReader(Map<String, TemplateResource> resources, LocalReferences references) {
    this.resources = resources;
    this.references = references;
  }

  /** Empty if the template has no API of live events, or its condition is false. */
  static Optional<EventApiDefinition> read(
      Map<String, TemplateResource> resources, LocalReferences references) {
    EventApiReader reader = new EventApiReader(resources, references);
    return reader.only(API).map(reader::read);
  }

  private EventApiDefinition read(TemplateResource api) {
    TemplateResource namespace = required(NAMESPACE);
    TemplateSection properties =
        namespace.properties().only(Set.of("ApiId", "Name", "HandlerConfigs"));
    String name = properties.requiredText("Name");
    return new EventApiDefinition(
        clientPattern(api),
        name,
        references.namespaceArn(namespace),
        subscriptionHandler(properties.required("HandlerConfigs")));
  }

  private static String clientPattern(TemplateResource api) {
    TemplateSection config =
        api.properties().only(Set.of("EventConfig"), Set.of("Name")).required("EventConfig");
    config.only(
        Set.of(
            "AuthProviders",
            "ConnectionAuthModes",
            "DefaultSubscribeAuthModes",
            "DefaultPublishAuthModes"));
    requireMode(config, "ConnectionAuthModes", COGNITO);
    requireMode(config, "DefaultSubscribeAuthModes", COGNITO);
    requireMode(config, "DefaultPublishAuthModes", IAM);
    List<TemplateSection> providers = config.sections("AuthProviders");
    if (!types(providers).equals(List.of(COGNITO, IAM))) {
      throw config.failure(
          "AuthProviders", "the local system supports " + COGNITO + " and then " + IAM + " only");
    }
    return providers
        .getFirst()
        .only(Set.of("AuthType", "CognitoConfig"))
        .required("CognitoConfig")
        .only(Set.of("AppIdClientRegex"), Set.of("AwsRegion", "UserPoolId"))
        .requiredText("AppIdClientRegex");
  }

  private static void requireMode(TemplateSection config, String key, String mode) {
    if (!types(config.sections(key)).equals(List.of(mode))) {
      throw config.failure(key, "the local system supports " + mode + " only");
    }
  }

  private static List<String> types(List<TemplateSection> providers) {
    return providers.stream().map(provider -> provider.requiredText("AuthType")).toList();
  }

  private String subscriptionHandler(TemplateSection handlers) {
    TemplateSection handler =
        handlers
            .only(Set.of("OnSubscribe"))
            .required("OnSubscribe")
            .only(Set.of("Behavior", "Integration"));
    TemplateSection integration =
        handler.required("Integration").only(Set.of("DataSourceName", "LambdaConfig"));
    TemplateSection lambda = integration.required("LambdaConfig").only(Set.of("InvokeType"));
    if (!handler.requiredText("Behavior").equals("DIRECT")
        || !lambda.requiredText("InvokeType").equals("REQUEST_RESPONSE")) {
      throw handler.failure(
          "Behavior",
          "the local system supports direct Lambda functions of type REQUEST_RESPONSE only");
    }
    return functionOf(integration);
  }

  private String functionOf(TemplateSection integration) {
    TemplateSection source =
        required(DATA_SOURCE)
            .properties()
            .only(Set.of("ApiId", "Name", "Type", "LambdaConfig"), Set.of("ServiceRoleArn"));
    if (!source.requiredText("Name").equals(integration.requiredText("DataSourceName"))) {
      throw integration.failure(
          "DataSourceName",
          "there is no data source " + integration.requiredText("DataSourceName"));
    }
    if (!source.requiredText("Type").equals("AWS_LAMBDA")) {
      throw source.failure("Type", "the local system supports AWS_LAMBDA only");
    }
    String arn =
        source
            .required("LambdaConfig")
            .only(Set.of("LambdaFunctionArn"))
            .requiredText("LambdaFunctionArn");
    // arn:aws:lambda:REGION:ACCOUNT:function:NAME:ALIAS
    String name = arn.split(":", -1)[6];
    if (!resources.containsKey(name) || !resources.get(name).type().equals(Template.FUNCTION)) {
      throw source.failure("LambdaConfig", "the template has no function " + name);
    }
    return name;
  }

  private TemplateResource required(String type) {
    return only(type)
        .orElseThrow(() -> new TemplateException("the local system requires one " + type));
  }

  private Optional<TemplateResource> only(String type) {
    List<TemplateResource> found =
        resources.values().stream().filter(resource -> resource.type().equals(type)).toList();
    if (found.size() > 1) {
      throw new TemplateException(
          "the local system supports one " + type + "; the template has " + found.size());
    }
    return found.stream().findFirst();
  }
}
