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
 * @param table the properties of the one table, resolved: maps, lists, strings, integers and
 *     booleans
 * @param httpApi the one HTTP API
 * @param tableArn the table's name in policies
 * @param functions in the order of the template
 * @param roles of the functions, by the functions' logical ids, in the order of the template
 */
public record Template(
    Map<String, Object> table,
    String tableArn,
    HttpApiDefinition httpApi,
    List<FunctionDefinition> functions,
    Map<String, RoleDefinition> roles) {

  private static final String TABLE = "AWS::DynamoDB::Table";
  private static final String HTTP_API = "AWS::Serverless::HttpApi";
  private static final String FUNCTION = "AWS::Serverless::Function";
  static final String ROLE = "AWS::IAM::Role";

  /**
   * Reads a template.
   *
   * @param parameters values in place of the template's defaults, lists with commas; pseudo
   *     parameters such as {@code AWS::Region} are among them
   * @throws TemplateException at anything that the local system does not understand
   * @throws IOException when the file cannot be read
   */
  public static Template read(Path file, Map<String, String> parameters) throws IOException {
    LoadSettings settings = LoadSettings.builder().setLabel(file.getFileName().toString()).build();
    Node root =
        new Compose(settings)
            .composeString(Files.readString(file))
            .orElseThrow(() -> new TemplateException(file.getFileName() + " is empty"));
    Map<String, TemplateResource> resources = new LinkedHashMap<>();
    TemplateSection bare =
        new TemplateSection(
            root, new Intrinsics(Map.of(), new LocalReferences(Map.of(), resources)));
    bare.only(
        Set.of("Parameters", "Conditions", "Globals", "Resources"), IgnoredProperties.TOP_LEVEL);
    LocalReferences references = new LocalReferences(parameterValues(bare, parameters), resources);
    Map<String, Node> conditions =
        bare.section("Conditions").map(TemplateSection::unresolved).orElse(Map.of());
    TemplateSection template = new TemplateSection(root, new Intrinsics(conditions, references));

    TemplateSection declared = template.required("Resources");
    for (String logicalId : declared.keys()) {
      resources.put(logicalId, resource(logicalId, declared.required(logicalId)));
    }
    Optional<TemplateSection> globals =
        template.section("Globals").map(all -> all.only(Set.of("Function")).required("Function"));
    TemplateResource table = theOnly(TABLE, resources);
    Map<String, RoleDefinition> roles = new LinkedHashMap<>();
    all(FUNCTION, resources)
        .forEach(function ->
            roles.put(function.logicalId(), RoleReader.read(function, resources, references)));
    return new Template(
        table.properties().plain(),
        references.tableArn(table),
        HttpApiReader.read(theOnly(HTTP_API, resources)),
        all(FUNCTION, resources).map(function -> FunctionReader.read(function, globals)).toList(),
        roles);
  }

  private static Map<String, LocalReferences.Value> parameterValues(
      TemplateSection template, Map<String, String> given) {
    Map<String, LocalReferences.Value> values = new LinkedHashMap<>();
    LocalReferences.PSEUDO_PARAMETERS.forEach((name, usual) ->
        values.put(name, new LocalReferences.Text(given.getOrDefault(name, usual))));
    Optional<TemplateSection> parameters = template.section("Parameters");
    for (String name : parameters.map(TemplateSection::keys).orElse(Set.of())) {
      TemplateSection parameter = parameters.orElseThrow().required(name);
      String value = given.containsKey(name) ? given.get(name) : parameter.requiredText("Default");
      values.put(
          name,
          switch (parameter.requiredText("Type")) {
            case "String", "Number" -> new LocalReferences.Text(value);
            case "CommaDelimitedList" -> new LocalReferences.Texts(List.of(value.split(",")));
            case String type ->
                throw parameter.failure(
                    "Type", "a parameter's type " + type + " is not understood");
          });
    }
    for (String name : given.keySet()) {
      if (!values.containsKey(name)) {
        throw new TemplateException("the template has no parameter " + name);
      }
    }
    return values;
  }

  private static TemplateResource resource(String logicalId, TemplateSection section) {
    String type = section.requiredText("Type");
    if (Set.of(TABLE, HTTP_API, FUNCTION, ROLE).contains(type)) {
      section.only(Set.of("Type", "Properties"), IgnoredProperties.RESOURCE);
    } else if (!IgnoredProperties.TYPES.contains(type)) {
      throw section.failure("Type", type + " is not understood by the local system");
    }
    return new TemplateResource(logicalId, type, section.required("Properties"));
  }

  private static Stream<TemplateResource> all(
      String type, Map<String, TemplateResource> resources) {
    return resources.values().stream().filter(resource -> resource.type().equals(type));
  }

  private static TemplateResource theOnly(String type, Map<String, TemplateResource> resources) {
    List<TemplateResource> found = all(type, resources).toList();
    if (found.size() != 1) {
      throw new TemplateException(
          "the local system needs one " + type + ", and the template has " + found.size());
    }
    return found.getFirst();
  }
}
