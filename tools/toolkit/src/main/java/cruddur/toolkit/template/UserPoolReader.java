package cruddur.toolkit.template;

import java.util.List;
import java.util.Set;

/** Reads an {@code AWS::Cognito::UserPool}. */
final class UserPoolReader {
  private UserPoolReader() {}

  static UserPoolDefinition read(TemplateResource pool) {
    TemplateSection properties =
        pool.properties()
            .only(
                Set.of("UsernameAttributes", "UsernameConfiguration"), IgnoredProperties.USER_POOL);
    if (!properties.texts("UsernameAttributes").equals(List.of("email"))) {
      throw properties.failure(
          "UsernameAttributes", "the local system supports sign-in by email address only");
    }
    return new UserPoolDefinition(
        properties.plain(),
        properties
            .section("UsernameConfiguration")
            .map(names -> names.only(Set.of("CaseSensitive")).flag("CaseSensitive"))
            // Cognito's default
            .orElse(true));
  }
}
