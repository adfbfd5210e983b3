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
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * The template as it is written: {@code !Ref X} is {@code {"!Ref": "X"}}, and all values are texts.
 */
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

  /** A reference to a resource or parameter. */
  static JsonNode ref(String name) {
    return JSON.objectNode().put("!Ref", name);
  }

  static JsonNode attribute(String name) {
    return JSON.objectNode().put("!GetAtt", name);
  }

  /** What stands under a pointer, by its key. */
  Map<String, JsonNode> all(String pointer) {
    return root.at(pointer).properties().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** The resources of a type, by their logical ids. */
  Map<String, JsonNode> resources(String type) {
    return all("/Resources").entrySet().stream()
        .filter(resource -> resource.getValue().path("Type").asText().equals(type))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  JsonNode properties(String logicalId) {
    return root.at("/Resources/" + logicalId + "/Properties");
  }

  /** The one text, or the texts of a list. */
  static List<String> texts(JsonNode oneOrMore) {
    return oneOrMore.isArray()
        ? StreamSupport.stream(oneOrMore.spliterator(), false).map(JsonNode::asText).toList()
        : List.of(oneOrMore.asText());
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
