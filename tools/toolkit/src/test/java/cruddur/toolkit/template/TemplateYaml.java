package cruddur.toolkit.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** The unresolved template: {@code !Ref X} is {@code {"!Ref": "X"}}, and all values are strings. */
record TemplateYaml(List<String> lines, JsonNode root) {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  static TemplateYaml read() {
    try {
      String text = Files.readString(Path.of("..", "..", "template.yaml"));
      Node root = new Compose(LoadSettings.builder().build()).composeString(text).orElseThrow();
      return new TemplateYaml(text.lines().toList(), json(root));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JsonNode ref(String name) {
    return JSON.objectNode().put("!Ref", name);
  }

  static JsonNode attribute(String name) {
    return JSON.objectNode().put("!GetAtt", name);
  }

  /** The entries of the mapping at a JSON pointer. */
  Map<String, JsonNode> all(String pointer) {
    return root.at(pointer).properties().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** The resources of a type by their logical ids. */
  Map<String, JsonNode> resources(String type) {
    return all("/Resources").entrySet().stream()
        .filter(resource -> resource.getValue().path("Type").asText().equals(type))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  JsonNode properties(String logicalId) {
    return root.at("/Resources/" + logicalId + "/Properties");
  }

  /** A number, or the default of the parameter that is referred to. */
  int number(JsonNode value) {
    return value.has("!Ref")
        ? root.at("/Parameters/" + value.path("!Ref").asText() + "/Default").asInt()
        : Integer.parseInt(value.asText());
  }

  /** The strings of a list, or a single string. */
  static List<String> texts(JsonNode oneOrMore) {
    return oneOrMore.isArray()
        ? StreamSupport.stream(oneOrMore.spliterator(), false).map(JsonNode::asText).toList()
        : List.of(oneOrMore.asText());
  }

  /** The items of a list, or the values of a mapping. */
  static List<JsonNode> list(JsonNode values) {
    return values.valueStream().toList();
  }

  /** The keys of a mapping. */
  static Set<String> names(JsonNode mapping) {
    return mapping.properties().stream()
        .map(Map.Entry::getKey)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static JsonNode json(Node node) {
    String tag = node.getTag().getValue();
    JsonNode value =
        switch (node) {
          case MappingNode mapping -> {
            ObjectNode object = JSON.objectNode();
            mapping
                .getValue()
                .forEach(entry ->
                    object.set(
                        TemplateSection.scalar(entry.getKeyNode()), json(entry.getValueNode())));
            yield object;
          }
          case SequenceNode sequence -> {
            ArrayNode array = JSON.arrayNode();
            sequence.getValue().forEach(item -> array.add(json(item)));
            yield array;
          }
          default -> JSON.textNode(TemplateSection.scalar(node));
        };
    return tag.startsWith("!") ? JSON.objectNode().set(tag, value) : value;
  }
}
