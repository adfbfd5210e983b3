package cruddur.toolkit.template;

import java.util.Set;

/**
 * Names in the template that matter in AWS only. A name that is neither read nor listed here is an
 * error, so that every addition to the template is either supported or ignored on purpose.
 */
final class IgnoredProperties {
  /** Top-level sections of the template. */
  static final Set<String> TOP_LEVEL =
      Set.of("AWSTemplateFormatVersion", "Transform", "Description", "Metadata", "Outputs");

  /**
   * Types of resources that are ignored with all their properties. {@link LocalReferences} has the
   * values of references to them.
   */
  static final Set<String> TYPES =
      Set.of(
          "AWS::Budgets::Budget",
          "AWS::CloudWatch::Alarm",
          "AWS::CloudWatch::Dashboard",
          "AWS::Cognito::UserPoolClient",
          "AWS::Cognito::UserPoolDomain",
          "AWS::EC2::RouteTable",
          "AWS::EC2::SecurityGroup",
          "AWS::EC2::Subnet",
          "AWS::EC2::SubnetRouteTableAssociation",
          "AWS::EC2::VPC",
          "AWS::EC2::VPCEndpoint",
          "AWS::Logs::LogGroup",
          "AWS::SNS::Subscription",
          "AWS::SNS::Topic",
          "AWS::SQS::Queue");

  /** Attributes of the resources that are read. */
  static final Set<String> RESOURCE = Set.of("DeletionPolicy", "DependsOn", "UpdateReplacePolicy");

  /** Properties of the HTTP API. */
  static final Set<String> HTTP_API =
      Set.of("AccessLogSettings", "DefaultRouteSettings", "RouteSettings");

  /** Properties of a function's DynamoDB event. */
  static final Set<String> STREAM = Set.of("MetricsConfig");

  /** Properties of the user pool. */
  static final Set<String> USER_POOL =
      Set.of(
          "AccountRecoverySetting",
          "AdminCreateUserConfig",
          "AutoVerifiedAttributes",
          "DeletionProtection",
          "EmailConfiguration",
          "Policies",
          "Schema",
          "UserPoolTier");

  /** Properties of a function or of {@code Globals.Function}. */
  static final Set<String> FUNCTION =
      Set.of(
          "Architectures",
          "AutoPublishAliasAllProperties",
          "CodeUri",
          "Description",
          "KmsKeyArn",
          "LoggingConfig",
          "Runtime",
          "SnapStart",
          "VersionDeletionPolicy",
          "VersionDescription",
          "VpcConfig");

  private IgnoredProperties() {}
}
