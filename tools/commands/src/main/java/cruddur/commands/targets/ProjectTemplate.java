package cruddur.commands.targets;

import cruddur.commands.terminal.CommandFailedException;
import cruddur.toolkit.template.Template;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** The {@code template.yaml} of the checkout that the commands run from, or of the local system. */
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
    return read(file, parameters, "Run the command from a checkout of this project.");
  }

  /**
   * Reads another template, which the local system runs.
   *
   * @throws CommandFailedException if it cannot be read
   */
  public static Template read(Path file, Map<String, String> parameters) {
    return read(file, parameters, "Start bin/up again with a template that exists.");
  }

  private static Template read(Path file, Map<String, String> parameters, String advice) {
    try {
      return Template.read(file, parameters);
    } catch (IOException e) {
      throw new CommandFailedException(file + " cannot be read. " + advice, e);
    }
  }
}
