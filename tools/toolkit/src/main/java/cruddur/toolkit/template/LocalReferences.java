package cruddur.toolkit.template;

import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * What {@code !Ref} and {@code !GetAtt} stand for on one machine: AWS's forms. What CloudFormation
 * would name by itself has its name in the template.
 */
final class LocalReferences {
  /** The value of a reference. */
  sealed interface Value {}

  record Text(String text) implements Value {}

  record Texts(List<String> texts) implements Value {}

  /** What the pseudo parameters are on one machine, unless the caller says otherwise. */
  static final Map<String, String> PSEUDO_PARAMETERS =
      Map.of(
          "AWS::AccountId", "000000000000",
          "AWS::Partition", "aws",
          "AWS::Region", "us-east-1",
          "AWS::StackName", "cruddur-messages",
          "AWS::URLSuffix", "amazonaws.com");

  private final Map<String, Value> parameters;
  private final Map<String, TemplateResource> resources;

  /** The parameters include the {@link #PSEUDO_PARAMETERS pseudo parameters}. */
  LocalReferences(Map<String, Value> parameters, Map<String, TemplateResource> resources) {
    this.parameters = parameters;
    this.resources = resources;
  }

  /** What a name stands for; fails at the place where it is named when it stands for nothing. */
  Value value(String name, Node place) {
    Value parameter = parameters.get(name);
    if (parameter != null) {
      return parameter;
    }
    TemplateResource resource = resource(name, place);
    return new Text(
        switch (resource.type()) {
          case "AWS::DynamoDB::Table" -> resource.properties().requiredText("TableName");
          case "AWS::Serverless::HttpApi" -> "local";
          case "AWS::SQS::Queue" ->
              "https://sqs."
                  + pseudo("Region")
                  + ".amazonaws.com/"
                  + pseudo("AccountId")
                  + "/"
                  + name;
          case "AWS::Cognito::UserPool" -> pseudo("Region") + "_local";
          case "AWS::Cognito::UserPoolClient" -> "local-client";
          default ->
              throw TemplateException.at(
                  place, "!Ref of a " + resource.type() + " is not understood");
        });
  }

  /** What an attribute, {@code MessagesTable.Arn} for example, stands for. */
  String attribute(String name, Node place) {
    int dot = name.indexOf('.');
    TemplateResource resource = resource(name.substring(0, Math.max(dot, 0)), place);
    return switch (resource.type() + name.substring(dot)) {
      case "AWS::DynamoDB::Table.Arn" -> tableArn(resource);
      // DynamoDB labels a stream by the instant of its making, which nothing here depends on.
      case "AWS::DynamoDB::Table.StreamArn" -> tableArn(resource) + "/stream/STREAM_LABEL";
      case "AWS::SQS::Queue.Arn" -> arn("sqs", resource.logicalId());
      case "AWS::Logs::LogGroup.Arn" -> arn("logs", "log-group:" + resource.logicalId() + ":*");
      case "AWS::IAM::Role.Arn" -> globalArn("iam", "role/" + resource.logicalId());
      default ->
          throw TemplateException.at(
              place, "!GetAtt " + name + " is not understood by the local system");
    };
  }

  private TemplateResource resource(String name, Node place) {
    TemplateResource resource = resources.get(name);
    if (resource == null) {
      throw TemplateException.at(place, "there is no parameter or resource " + name);
    }
    return resource;
  }

  String tableArn(TemplateResource table) {
    return arn("dynamodb", "table/" + table.properties().requiredText("TableName"));
  }

  String arn(String service, String resource) {
    return arn(service, pseudo("Region"), resource);
  }

  /** The ARN of something that is of no region. */
  String globalArn(String service, String resource) {
    return arn(service, "", resource);
  }

  private String arn(String service, String region, String resource) {
    return String.join(
        ":", "arn", pseudo("Partition"), service, region, pseudo("AccountId"), resource);
  }

  private String pseudo(String name) {
    return ((Text) parameters.get("AWS::" + name)).text();
  }
}
