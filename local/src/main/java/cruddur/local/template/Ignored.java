package cruddur.local.template;

import java.util.Set;

/**
 * What the template says that matters in AWS alone. A name that is neither read nor listed here
 * fails: whoever adds it to the template decides what the local system makes of it.
 */
final class Ignored {
  /** At the top of the template. */
  static final Set<String> TOP_LEVEL =
      Set.of("AWSTemplateFormatVersion", "Transform", "Description", "Outputs");

  /** Types of resources; those that are referred to have their values in {@link References}. */
  static final Set<String> TYPES =
      Set.of("AWS::SQS::Queue", "AWS::Cognito::UserPool", "AWS::Cognito::UserPoolClient");

  /** Attributes of any resource. */
  static final Set<String> RESOURCE = Set.of("DeletionPolicy", "UpdateReplacePolicy");

  /** Properties of a function, its own or global. */
  static final Set<String> FUNCTION =
      Set.of("Architectures", "CodeUri", "Description", "Policies", "Runtime");

  private Ignored() {}
}
