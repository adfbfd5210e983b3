package cruddur.toolkit.template;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads an {@code AWS::Serverless::Function}. {@code Globals.Function} supplies the properties that
 * the function does not set.
 */
final class FunctionReader {
  private static final Set<String> PROPERTIES =
      Set.of(
          "Handler", "MemorySize", "Timeout", "Environment", "Events", "Role", "AutoPublishAlias");

  /** The triggers that the local user pool supports. */
  private static final Set<String> SUPPORTED_TRIGGERS =
      Set.of("PreSignUp", "PostConfirmation", "PostAuthentication");

  private final TemplateSection own;
  private final Optional<TemplateSection> globals;
  private final List<RouteDefinition> routes = new ArrayList<>();
  private final Set<String> triggers = new LinkedHashSet<>();
  private final List<ScheduleDefinition> schedules = new ArrayList<>();
  private Optional<StreamDefinition> stream = Optional.empty();

  private FunctionReader(TemplateSection own, Optional<TemplateSection> globals) {
    this.own = own.only(PROPERTIES, IgnoredProperties.FUNCTION);
    this.globals = globals.map(all -> all.only(PROPERTIES, IgnoredProperties.FUNCTION));
  }

  static FunctionDefinition read(TemplateResource function, Optional<TemplateSection> globals) {
    return new FunctionReader(function.properties(), globals).read(function.logicalId());
  }

  private FunctionDefinition read(String logicalId) {
    String[] handler = own.requiredText("Handler").split("::", 2);
    own.section("Events")
        .ifPresent(events -> events.keys().forEach(name -> readEvent(events.required(name))));
    return new FunctionDefinition(
        logicalId,
        handler[0],
        handler.length == 2 ? handler[1] : "handleRequest",
        environment(),
        Duration.ofSeconds(value("Timeout", section -> section.number("Timeout"))),
        value("MemorySize", section -> section.number("MemorySize")),
        value("AutoPublishAlias", section -> section.requiredText("AutoPublishAlias")),
        new EventSources(List.copyOf(routes), stream, triggers, List.copyOf(schedules)));
  }

  private <T> T value(String property, Function<TemplateSection, T> read) {
    return read.apply(own.keys().contains(property) ? own : globals.orElse(own));
  }

  private Map<String, String> environment() {
    Map<String, String> environment = new LinkedHashMap<>();
    globals.ifPresent(all -> environment.putAll(variables(all)));
    environment.putAll(variables(own));
    return environment;
  }

  private static Map<String, String> variables(TemplateSection function) {
    Map<String, String> variables = new LinkedHashMap<>();
    function
        .section("Environment")
        .map(environment -> environment.only(Set.of("Variables")).required("Variables"))
        .ifPresent(all ->
            all.keys()
                .forEach(name -> all.text(name).ifPresent(value -> variables.put(name, value))));
    return variables;
  }

  private void readEvent(TemplateSection event) {
    TemplateSection properties = event.only(Set.of("Type", "Properties")).required("Properties");
    switch (event.requiredText("Type")) {
      case "HttpApi" -> routes.add(route(properties));
      case "DynamoDB" -> stream = Optional.of(StreamReader.read(properties));
      case "Cognito" -> triggers.addAll(triggers(properties));
      case "Schedule" -> schedules.add(ScheduleReader.read(properties));
      case String type ->
          throw event.failure(
              "Type", "the event type " + type + " is not supported by the local system");
    }
  }

  private static List<String> triggers(TemplateSection properties) {
    List<String> triggers = properties.only(Set.of("UserPool", "Trigger")).texts("Trigger");
    for (String trigger : triggers) {
      if (!SUPPORTED_TRIGGERS.contains(trigger)) {
        throw properties.failure(
            "Trigger", "the local user pool does not support the trigger " + trigger);
      }
    }
    return triggers;
  }

  private static RouteDefinition route(TemplateSection properties) {
    properties.only(Set.of("ApiId", "Method", "Path", "Auth"));
    boolean isPublic =
        properties.section("Auth").map(FunctionReader::hasNoAuthorizer).orElse(false);
    return new RouteDefinition(
        properties.requiredText("Method").toUpperCase(Locale.ROOT),
        properties.requiredText("Path"),
        !isPublic);
  }

  private static boolean hasNoAuthorizer(TemplateSection auth) {
    if (auth.only(Set.of("Authorizer")).requiredText("Authorizer").equals("NONE")) {
      return true;
    }
    throw auth.failure("Authorizer", "a route must have the API's default authorizer or NONE");
  }
}
