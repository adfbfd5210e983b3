package cruddur.commands.targets;

import cruddur.commands.terminal.CommandFailedException;
import cruddur.toolkit.template.Template;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** The {@code template.yaml} of the checkout that the commands run from. */
public final class ProjectTemplate {

  private ProjectTemplate() {}

  /**
   * Reads it.
   *
   * @param parameters values that replace the template's defaults
   * @throws CommandFailedException if it cannot be read
   */
  public static Template read(Map<String, String> parameters) {
    Path file = Path.of(System.getProperty("cruddur.home", ""), "template.yaml");
    try {
      return Template.read(file, parameters);
    } catch (IOException e) {
      throw new CommandFailedException(
          file + " cannot be read. Run the command from a checkout of this project.", e);
    }
  }
}
