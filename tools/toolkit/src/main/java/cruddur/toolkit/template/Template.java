package cruddur.toolkit.template;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * The SAM template, resolved for one machine.
 *
 * @param table the properties of the table, resolved: maps, lists, strings, integers and booleans
 * @param eventApi the API of live events; empty if the parameters leave it out
 * @param functions in the order of the template
 * @param roles by the logical ids of the functions, in the order of the template
 */
public record Template(
    Map<String, Object> table,
    String tableArn,
    HttpApiDefinition httpApi,
    UserPoolDefinition userPool,
    Optional<EventApiDefinition> eventApi,
    List<FunctionDefinition> functions,
    Map<String, RoleDefinition> roles) {

  private static final String TABLE = "AWS::DynamoDB::Table";
  private static final String HTTP_API = "AWS::Serverless::HttpApi";
  private static final String USER_POOL = "AWS::Cognito::UserPool";
  static final String FUNCTION = "AWS::Serverless::Function";
  static final String ROLE = "AWS::IAM::Role";
  static final String MANAGED_POLICY = "AWS::IAM::ManagedPolicy";

  /** Types of which a resource may depend on a condition. */
  private static final Set<String> CONDITIONAL =
      Set.of(
          FUNCTION,
          ROLE,
          MANAGED_POLICY,
          EventApiReader.API,
          EventApiReader.NAMESPACE,
          EventApiReader.DATA_SOURCE);

  /**
   * Reads a template.
   *
   * @param parameters values that replace the template's defaults, lists separated by commas; may
   *     include pseudo parameters such as {@code AWS::Region}
   * @throws TemplateException if the template has anything that the local system does not support
   * @throws IOException if the file cannot be read
   */
  public static Template read(Path file, Map<String, String> parameters) throws IOException {
    LoadSettings settings = LoadSettings.builder().setLabel(file.getFileName().toString()).build();
    Node root =
        new Compose(settings)
            .composeString(Files.readString(file))
            .orElseThrow(() -> new TemplateException(file.getFileName() + " is empty"));
    Map<String, TemplateResource> resources = new LinkedHashMap<>();
    TemplateSection withoutReferences =
        new TemplateSection(
            root, new Intrinsics(Map.of(), new LocalReferences(Map.of(), resources)));
    withoutReferences.only(
        Set.of("Parameters", "Rules", "Conditions", "Globals", "Resources"),
        IgnoredProperties.TOP_LEVEL);
    LocalReferences references =
        new LocalReferences(parameterValues(withoutReferences, parameters), resources);
    Map<String, Node> conditions =
        withoutReferences.section("Conditions").map(TemplateSection::unresolved).orElse(Map.of());
    Intrinsics intrinsics = new Intrinsics(conditions, references);
    TemplateSection template = new TemplateSection(root, intrinsics);
    template.section("Rules").ifPresent(new RuleReader(intrinsics)::check);

    TemplateSection resourceSection = template.required("Resources");
    for (String logicalId : resourceSection.keys()) {
      TemplateSection section = resourceSection.required(logicalId);
      TemplateResource resource = resource(logicalId, section);
      if (intrinsics.includes(section)) {
        resources.put(logicalId, resource);
      }
    }
    Optional<TemplateSection> globals =
        template
            .section("Globals")
            .map(section -> section.only(Set.of("Function")).required("Function"));
    TemplateResource table = single(TABLE, resources);
    RoleReader roleReader = new RoleReader(resources, references);
    Map<String, RoleDefinition> roles = new LinkedHashMap<>();
    all(FUNCTION, resources)
        .forEach(function -> roles.put(function.logicalId(), roleReader.read(function)));
    return new Template(
        table.properties().plain(),
        references.tableArn(table),
        HttpApiReader.read(single(HTTP_API, resources)),
        UserPoolReader.read(single(USER_POOL, resources)),
        EventApiReader.read(resources, references),
        all(FUNCTION, resources).map(function -> FunctionReader.read(function, globals)).toList(),
        roles);
  }

  /** The same template with other functions. */
  public Template withFunctions(List<FunctionDefinition> others) {
    return new Template(table, tableArn, httpApi, userPool, eventApi, others, roles);
  }

  /** The region for which the template is resolved. */
  public String region() {
    // arn:aws:dynamodb:REGION:ACCOUNT:table/NAME
    return tableArn.split(":", -1)[3];
  }

  private static Map<String, LocalReferences.Value> parameterValues(
      TemplateSection template, Map<String, String> overrides) {
    Map<String, LocalReferences.Value> values = new LinkedHashMap<>();
    LocalReferences.PSEUDO_PARAMETERS.forEach((name, defaultValue) ->
        values.put(name, new LocalReferences.Text(overrides.getOrDefault(name, defaultValue))));
    Optional<TemplateSection> parameters = template.section("Parameters");
    for (String name : parameters.map(TemplateSection::keys).orElse(Set.of())) {
      TemplateSection parameter = parameters.orElseThrow().required(name);
      String value =
          overrides.containsKey(name) ? overrides.get(name) : parameter.requiredText("Default");
      values.put(
          name,
          switch (parameter.requiredText("Type")) {
            case "String", "Number" -> new LocalReferences.Text(value);
            case "CommaDelimitedList" -> new LocalReferences.Texts(List.of(value.split(",")));
            case String type ->
                throw parameter.failure(
                    "Type", "the parameter type " + type + " is not supported by the local system");
          });
    }
    for (String name : overrides.keySet()) {
      if (!values.containsKey(name)) {
        throw new TemplateException("the template has no parameter " + name);
      }
    }
    return values;
  }

  private static TemplateResource resource(String logicalId, TemplateSection section) {
    String type = section.requiredText("Type");
    if (Set.of(TABLE, HTTP_API, USER_POOL).contains(type)) {
      section.only(Set.of("Type", "Properties"), IgnoredProperties.RESOURCE);
    } else if (CONDITIONAL.contains(type)) {
      section.only(Set.of("Type", "Condition", "Properties"), IgnoredProperties.RESOURCE);
    } else if (!IgnoredProperties.TYPES.contains(type)) {
      throw section.failure("Type", type + " is not supported by the local system");
    }
    return new TemplateResource(logicalId, type, section.required("Properties"));
  }

  private static Stream<TemplateResource> all(
      String type, Map<String, TemplateResource> resources) {
    return resources.values().stream().filter(resource -> resource.type().equals(type));
  }

  private static TemplateResource single(String type, Map<String, TemplateResource> resources) {
    List<TemplateResource> found = all(type, resources).toList();
    if (found.size() != 1) {
      throw new TemplateException(
          "the local system requires one " + type + "; the template has " + found.size());
    }
    return found.getFirst();
  }
}
