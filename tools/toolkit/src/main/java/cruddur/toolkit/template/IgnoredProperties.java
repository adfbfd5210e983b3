package cruddur.toolkit.template;

import java.util.Set;

/**
 * What the template says that matters in AWS alone. A name that is neither read nor listed here
 * fails: whoever adds it to the template decides what the local system makes of it.
 */
final class IgnoredProperties {
  /** At the top of the template. */
  static final Set<String> TOP_LEVEL =
      Set.of("AWSTemplateFormatVersion", "Transform", "Description", "Metadata", "Outputs");

  /**
   * Types of resources, with all that stands in them; those that are referred to have their values
   * in {@link LocalReferences}.
   */
  static final Set<String> TYPES =
      Set.of(
          "AWS::CloudWatch::Alarm",
          "AWS::CloudWatch::Dashboard",
          "AWS::Cognito::UserPool",
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

  /** Attributes of a resource that is read. */
  static final Set<String> RESOURCE = Set.of("DeletionPolicy", "DependsOn", "UpdateReplacePolicy");

  /** Properties of the HTTP API. */
  static final Set<String> HTTP_API =
      Set.of("AccessLogSettings", "DefaultRouteSettings", "RouteSettings");

  /** Properties of a function, its own or global. */
  static final Set<String> FUNCTION =
      Set.of(
          "Architectures",
          "AutoPublishAlias",
          "AutoPublishAliasAllProperties",
          "CodeUri",
          "Description",
          "LoggingConfig",
          "Runtime",
          "SnapStart",
          "VpcConfig");

  private IgnoredProperties() {}
}
