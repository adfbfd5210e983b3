package cruddur.toolkit.template;

import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Something in the template that the local system does not understand: {@code template.yaml:87:
 * ...}.
 */
public final class TemplateException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TemplateException(String message) {
    super(message);
  }

  /** A complaint about what stands at a node. */
  static TemplateException at(Node node, String message) {
    return new TemplateException(
        node.getStartMark()
            .map(mark -> mark.getName() + ":" + (mark.getLine() + 1) + ": " + message)
            .orElse(message));
  }
}
