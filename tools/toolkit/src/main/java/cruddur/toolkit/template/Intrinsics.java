package cruddur.toolkit.template;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * CloudFormation's intrinsic functions, in their short form. A resolved node keeps its position in
 * the file, for error messages.
 */
final class Intrinsics {
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]*)}");
  private static final String NO_VALUE = "AWS::NoValue";
  private static final Tag ABSENT = new Tag("!" + NO_VALUE);

  private final Map<String, Node> conditions;
  private final LocalReferences references;

  Intrinsics(Map<String, Node> conditions, LocalReferences references) {
    this.conditions = conditions;
    this.references = references;
  }

  /**
   * Resolves the intrinsic function of a node, but not those nested inside its value. A reference
   * to {@code AWS::NoValue} results in a node that {@link #isAbsent}.
   */
  Node resolve(Node node) {
    return switch (node.getTag().getValue()) {
      case "!Ref" -> ref(node);
      case "!GetAtt" -> text(references.attribute(TemplateSection.scalar(node), node), node);
      case "!Sub" -> text(substitute(node), node);
      case "!If" -> {
        List<Node> choice = arguments(node, 3);
        yield resolve(condition(choice.getFirst()) ? choice.get(1) : choice.get(2));
      }
      case String tag when tag.startsWith("!") -> throw unsupported(node);
      default -> node;
    };
  }

  /** Whether a resolved node stands for a property or an item that the template leaves out. */
  static boolean isAbsent(Node node) {
    return node.getTag().equals(ABSENT);
  }

  private Node ref(Node node) {
    if (TemplateSection.scalar(node).equals(NO_VALUE)) {
      return scalar(ABSENT, NO_VALUE, node);
    }
    return switch (references.value(TemplateSection.scalar(node), node)) {
      case LocalReferences.Text(String text) -> text(text, node);
      case LocalReferences.Texts(List<String> texts) ->
          list(texts.stream().map(text -> text(text, node)).toList(), node);
    };
  }

  private String substitute(Node node) {
    return VARIABLE
        .matcher(TemplateSection.scalar(node))
        .replaceAll(variable -> {
          String name = variable.group(1);
          if (name.contains(".")) {
            return Matcher.quoteReplacement(references.attribute(name, node));
          }
          return switch (references.value(name, node)) {
            case LocalReferences.Text(String text) -> Matcher.quoteReplacement(text);
            case LocalReferences.Texts _ ->
                throw TemplateException.at(node, name + " is a list and cannot be used in !Sub");
          };
        });
  }

  /** Whether the condition of a resource holds. A resource without a condition always exists. */
  boolean includes(TemplateSection resource) {
    Node name = resource.unresolved().get("Condition");
    return name == null || condition(name);
  }

  private boolean condition(Node name) {
    Node condition = conditions.get(TemplateSection.scalar(name));
    if (condition == null) {
      throw TemplateException.at(name, "there is no condition " + TemplateSection.scalar(name));
    }
    return holds(condition);
  }

  /** Whether a condition is true: {@code !Equals}, {@code !Not}, and so on. */
  boolean holds(Node condition) {
    if (condition instanceof MappingNode function) {
      return contains(function);
    }
    return switch (condition.getTag().getValue()) {
      case "!Not" -> !holds(arguments(condition, 1).getFirst());
      case "!And" -> arguments(condition, 2).stream().allMatch(this::holds);
      case "!Or" -> arguments(condition, 2).stream().anyMatch(this::holds);
      case "!Condition" -> condition(condition);
      case "!Equals" -> {
        List<String> sides =
            arguments(condition, 2).stream()
                .map(side -> TemplateSection.scalar(resolve(side)))
                .toList();
        yield sides.getFirst().equals(sides.getLast());
      }
      default -> throw unsupported(condition);
    };
  }

  /** {@code Fn::Contains}, which has no short form. */
  private boolean contains(MappingNode function) {
    if (function.getValue().size() != 1) {
      throw TemplateException.at(function, "a condition is one function");
    }
    NodeTuple entry = function.getValue().getFirst();
    String name = TemplateSection.scalar(entry.getKeyNode());
    if (!name.equals("Fn::Contains")) {
      throw TemplateException.at(
          entry.getKeyNode(), name + " is not supported by the local system");
    }
    List<Node> arguments = arguments(entry.getValueNode(), 2);
    if (!(arguments.getFirst() instanceof SequenceNode list)) {
      throw TemplateException.at(arguments.getFirst(), name + " requires a list of strings");
    }
    String value = TemplateSection.scalar(resolve(arguments.getLast()));
    return list.getValue().stream()
        .anyMatch(item -> TemplateSection.scalar(resolve(item)).equals(value));
  }

  private static List<Node> arguments(Node node, int count) {
    if (node instanceof SequenceNode sequence && sequence.getValue().size() == count) {
      return sequence.getValue();
    }
    throw TemplateException.at(node, node.getTag().getValue() + " requires a list of " + count);
  }

  private static Node text(String text, Node position) {
    return scalar(Tag.STR, text, position);
  }

  private static Node scalar(Tag tag, String text, Node position) {
    return new ScalarNode(
        tag, true, text, ScalarStyle.DOUBLE_QUOTED, position.getStartMark(), position.getEndMark());
  }

  private static Node list(List<Node> items, Node position) {
    return new SequenceNode(
        Tag.SEQ, true, items, FlowStyle.FLOW, position.getStartMark(), position.getEndMark());
  }

  private static TemplateException unsupported(Node node) {
    return TemplateException.at(
        node, node.getTag().getValue() + " is not supported by the local system");
  }
}
