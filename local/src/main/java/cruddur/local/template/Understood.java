package cruddur.local.template;

import java.util.Set;

/**
 * The names that the template may use. What is *ignored* matters in AWS alone, and a name in no set
 * fails: whoever adds it to the template decides here what the local system makes of it.
 */
final class Understood {
  static final String TABLE = "AWS::DynamoDB::Table";
  static final String HTTP_API = "AWS::Serverless::HttpApi";
  static final String FUNCTION = "AWS::Serverless::Function";

  static final Set<String> TOP_LEVEL =
      Set.of(
          "AWSTemplateFormatVersion",
          "Transform",
          "Description",
          "Parameters",
          "Conditions",
          "Globals",
          "Resources",
          "Outputs");

  static final Set<String> TYPES = Set.of(TABLE, HTTP_API, FUNCTION);

  /** Resources that are only referred to, or not even that. */
  static final Set<String> IGNORED_TYPES =
      Set.of("AWS::SQS::Queue", "AWS::Cognito::UserPool", "AWS::Cognito::UserPoolClient");

  /** Attributes of any resource: all but Type and Properties are ignored. */
  static final Set<String> RESOURCE =
      Set.of("Type", "Properties", "DeletionPolicy", "UpdateReplacePolicy");

  static final Set<String> GLOBALS = Set.of("Function");

  /**
   * Properties of a function and of {@code Globals.Function}; those of the second line are ignored.
   */
  static final Set<String> FUNCTION_PROPERTIES =
      Set.of(
          "Handler",
          "MemorySize",
          "Timeout",
          "Environment",
          "Events",
          "Architectures",
          "CodeUri",
          "Description",
          "Policies",
          "Runtime");

  /** What the local user pool sends. */
  static final Set<String> TRIGGERS = Set.of("PreSignUp", "PostConfirmation", "PostAuthentication");

  private Understood() {}
}
