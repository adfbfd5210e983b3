package cruddur.commands.pools;

import cruddur.commands.targets.SettingDifferences;
import cruddur.toolkit.template.UserPoolDefinition;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SchemaAttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.StringAttributeConstraintsType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolType;

/** Compares a user pool with its definition, in what Cognito never changes after the creation. */
final class UserPoolDifferences {

  private static final String OPTIONAL = "optional";

  /** Cognito's limits of a standard attribute of type String. */
  private static final String MIN_LENGTH = "0";

  private static final String MAX_LENGTH = "2048";

  /** Every pool has it, and no definition mentions it. */
  private static final String SUB = "sub";

  private UserPoolDifferences() {}

  /**
   * The differences, one line each: {@code sign-in by: phone_number, should be email}.
   *
   * @return empty if there are none
   */
  static List<String> between(UserPoolDefinition definition, UserPoolType pool) {
    Map<String, String> defined = settings(definition);
    return SettingDifferences.between(defined, settings(pool, defined.keySet()), OPTIONAL);
  }

  private static Map<String, String> settings(UserPoolDefinition definition) {
    Map<String, String> settings = new TreeMap<>();
    settings.put("sign-in by", String.valueOf(definition.properties().get("UsernameAttributes")));
    settings.put("email addresses", caseSensitivity(definition.isCaseSensitive()));
    for (Object element : (List<?>) definition.properties().get("Schema")) {
      Map<?, ?> attribute = (Map<?, ?>) element;
      Map<?, ?> limits =
          attribute.get("StringAttributeConstraints") instanceof Map<?, ?> given ? given : Map.of();
      settings.put(
          nameOfAttribute(String.valueOf(attribute.get("Name"))),
          attribute(
              String.valueOf(attribute.get("AttributeDataType")),
              Boolean.TRUE.equals(attribute.get("Required")),
              Boolean.TRUE.equals(attribute.get("Mutable")),
              limits.containsKey("MinLength") ? limits.get("MinLength").toString() : MIN_LENGTH,
              limits.containsKey("MaxLength") ? limits.get("MaxLength").toString() : MAX_LENGTH));
    }
    return settings;
  }

  /**
   * The settings of a pool.
   *
   * @param defined names of settings to include; an attribute that is not among them is included
   *     only if it is required, because sign-ups do not provide it
   */
  private static Map<String, String> settings(UserPoolType pool, Set<String> defined) {
    Map<String, String> settings = new TreeMap<>();
    settings.put("sign-in by", signIn(pool));
    settings.put(
        "email addresses",
        caseSensitivity(
            pool.usernameConfiguration() == null
                || !Boolean.FALSE.equals(pool.usernameConfiguration().caseSensitive())));
    for (SchemaAttributeType attribute : pool.schemaAttributes()) {
      String name = nameOfAttribute(attribute.name());
      boolean isRequired = Boolean.TRUE.equals(attribute.required());
      if (defined.contains(name) || (isRequired && !attribute.name().equals(SUB))) {
        settings.put(name, attribute(attribute, isRequired));
      }
    }
    return settings;
  }

  private static String signIn(UserPoolType pool) {
    return pool.usernameAttributes().isEmpty()
        ? "user name"
        : pool.usernameAttributesAsStrings().toString();
  }

  private static String caseSensitivity(boolean isCaseSensitive) {
    return isCaseSensitive ? "case-sensitive" : "case-insensitive";
  }

  private static String attribute(SchemaAttributeType attribute, boolean isRequired) {
    StringAttributeConstraintsType limits = attribute.stringAttributeConstraints();
    return attribute(
        attribute.attributeDataTypeAsString(),
        isRequired,
        Boolean.TRUE.equals(attribute.mutable()),
        limits == null || limits.minLength() == null ? MIN_LENGTH : limits.minLength(),
        limits == null || limits.maxLength() == null ? MAX_LENGTH : limits.maxLength());
  }

  private static String nameOfAttribute(String name) {
    return "attribute " + name;
  }

  private static String attribute(
      String type, boolean isRequired, boolean isMutable, String minLength, String maxLength) {
    return "%s of %s to %s characters, %s, %s"
        .formatted(
            type,
            minLength,
            maxLength,
            isRequired ? "required" : OPTIONAL,
            isMutable ? "mutable" : "immutable");
  }
}
