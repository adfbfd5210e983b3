package cruddur.local.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import cruddur.toolkit.template.RoleDefinition;
import cruddur.toolkit.template.Template;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Writes the policy of each function's role in {@code template.yaml} to {@code
 * policies/FUNCTION.json}, and deletes the files of functions that no longer exist. Values that
 * only a deployment knows are placeholders; see {@code policies/README.md}.
 */
public final class RenderPolicies {
  private static final Map<String, String> PLACEHOLDERS =
      Map.of("AWS::Region", "REGION", "AWS::AccountId", "ACCOUNT_ID");

  private static final ObjectWriter JSON =
      new JsonMapper()
          .writer(
              new DefaultPrettyPrinter(
                      Separators.createDefaultInstance()
                          .withObjectFieldValueSpacing(Separators.Spacing.AFTER))
                  .withObjectIndenter(new DefaultIndenter("  ", "\n"))
                  .withArrayIndenter(new DefaultIndenter("  ", "\n")));

  private RenderPolicies() {}

  /** Uses the project folder in the system property {@code cruddur.home}. */
  public static void main(String[] arguments) throws IOException {
    Locale.setDefault(Locale.US);
    Path home = Path.of(System.getProperty("cruddur.home", ""));
    Path policies = home.resolve("policies");
    Map<String, String> rendered = render(home.resolve("template.yaml"));
    try (DirectoryStream<Path> files = Files.newDirectoryStream(policies, "*.json")) {
      for (Path file : files) {
        if (!rendered.containsKey(file.getFileName().toString())) {
          Files.delete(file);
        }
      }
    }
    for (Map.Entry<String, String> file : rendered.entrySet()) {
      Files.writeString(policies.resolve(file.getKey()), file.getValue());
    }
  }

  /** Returns the contents of the files by file name. */
  static Map<String, String> render(Path template) throws IOException {
    Map<String, String> files = new LinkedHashMap<>();
    for (Map.Entry<String, RoleDefinition> role :
        Template.read(template, PLACEHOLDERS).roles().entrySet()) {
      files.put(role.getKey() + ".json", json(role.getValue().policy()));
    }
    return files;
  }

  private static String json(Map<String, Object> policy) throws JsonProcessingException {
    return JSON.writeValueAsString(policy) + "\n";
  }
}
