package cruddur.toolkit.template;

import org.snakeyaml.engine.v2.nodes.Node;

/** The local system cannot use the template. The message begins with {@code template.yaml:87: }. */
public final class TemplateException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TemplateException(String message) {
    super(message);
  }

  /** An error at the line of a node. */
  static TemplateException at(Node node, String message) {
    return new TemplateException(
        node.getStartMark()
            .map(mark -> mark.getName() + ":" + (mark.getLine() + 1) + ": " + message)
            .orElse(message));
  }
}
