package cruddur.toolkit.template;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A mapping of the template. Values are resolved when they are read. A missing or malformed value
 * is a {@link TemplateException} with its line.
 */
final class TemplateSection {
  private final Node node;
  private final Intrinsics intrinsics;
  private final Map<String, Node> values = new LinkedHashMap<>();
  private final Map<String, Node> keys = new HashMap<>();

  TemplateSection(Node node, Intrinsics intrinsics) {
    this.node = node;
    this.intrinsics = intrinsics;
    if (!(node instanceof MappingNode mapping)) {
      throw TemplateException.at(node, "a mapping is expected");
    }
    for (NodeTuple entry : mapping.getValue()) {
      String key = scalar(entry.getKeyNode());
      if (key.equals("Ref") || key.startsWith("Fn::")) {
        throw TemplateException.at(
            entry.getKeyNode(), key + " is supported in its short form only");
      }
      keys.put(key, entry.getKeyNode());
      if (values.put(key, entry.getValueNode()) != null) {
        throw TemplateException.at(entry.getKeyNode(), key + " is defined twice");
      }
    }
  }

  /** Returns this section; throws if it has any other key. */
  TemplateSection only(Set<String> supported) {
    return only(supported, Set.of());
  }

  /** Returns this section; throws if it has a key that is neither supported nor ignored. */
  TemplateSection only(Set<String> supported, Set<String> ignored) {
    for (String key : keys()) {
      if (!supported.contains(key) && !ignored.contains(key)) {
        throw failure(key, key + " is not supported by the local system");
      }
    }
    return this;
  }

  Set<String> keys() {
    return values.keySet();
  }

  /** The values before they are resolved. */
  Map<String, Node> unresolved() {
    return values;
  }

  Optional<TemplateSection> section(String key) {
    return value(key).map(value -> new TemplateSection(value, intrinsics));
  }

  TemplateSection required(String key) {
    return new TemplateSection(requiredValue(key), intrinsics);
  }

  List<TemplateSection> sections(String key) {
    return items(key).stream().map(item -> new TemplateSection(item, intrinsics)).toList();
  }

  Optional<String> text(String key) {
    return value(key).map(TemplateSection::scalar);
  }

  String requiredText(String key) {
    return scalar(requiredValue(key));
  }

  List<String> texts(String key) {
    return items(key).stream().map(TemplateSection::scalar).toList();
  }

  int number(String key) {
    Node value = requiredValue(key);
    try {
      return Integer.parseInt(scalar(value));
    } catch (NumberFormatException e) {
      throw TemplateException.at(value, key + " is not a whole number");
    }
  }

  boolean flag(String key) {
    Node value = requiredValue(key);
    return switch (scalar(value)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw TemplateException.at(value, key + " is neither true nor false");
    };
  }

  /** The whole mapping, resolved: maps, lists, strings, integers and booleans. */
  Map<String, Object> plain() {
    Map<String, Object> plain = new LinkedHashMap<>();
    values.keySet().forEach(key -> value(key).ifPresent(value -> plain.put(key, plain(value))));
    return plain;
  }

  /** An error at the line of a key. */
  TemplateException failure(String key, String message) {
    return TemplateException.at(keys.getOrDefault(key, node), message);
  }

  private Optional<Node> value(String key) {
    return Optional.ofNullable(values.get(key))
        .map(intrinsics::resolve)
        .filter(value -> !Intrinsics.isAbsent(value));
  }

  private Node requiredValue(String key) {
    return value(key).orElseThrow(() -> TemplateException.at(node, key + " is missing"));
  }

  private Object plain(Node value) {
    return switch (value) {
      case MappingNode mapping -> new TemplateSection(mapping, intrinsics).plain();
      case SequenceNode sequence -> resolved(sequence).stream().map(this::plain).toList();
      default -> {
        String text = scalar(value);
        yield value.getTag().equals(Tag.BOOL)
            ? (Object) Boolean.valueOf(text)
            : value.getTag().equals(Tag.INT) ? (Object) Integer.valueOf(text) : text;
      }
    };
  }

  static String scalar(Node node) {
    if (node instanceof ScalarNode scalar) {
      return scalar.getValue();
    }
    throw TemplateException.at(node, "a plain value is expected");
  }

  /** The items of a list. CloudFormation accepts a single value as a list of one. */
  private List<Node> items(String key) {
    Node value = requiredValue(key);
    return value instanceof SequenceNode sequence ? resolved(sequence) : List.of(value);
  }

  private List<Node> resolved(SequenceNode sequence) {
    return sequence.getValue().stream()
        .map(intrinsics::resolve)
        .filter(item -> !Intrinsics.isAbsent(item))
        .toList();
  }
}
