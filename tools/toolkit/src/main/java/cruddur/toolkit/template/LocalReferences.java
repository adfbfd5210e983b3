package cruddur.toolkit.template;

import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * The values of {@code !Ref} and {@code !GetAtt} on one machine, in the formats of AWS. A resource
 * that CloudFormation would name has its logical id as its name.
 */
final class LocalReferences {
  private static final String ALIAS = ".Alias";

  /** The value of a reference. */
  sealed interface Value {}

  record Text(String text) implements Value {}

  record Texts(List<String> texts) implements Value {}

  /** Defaults of the pseudo parameters. */
  static final Map<String, String> PSEUDO_PARAMETERS =
      Map.of(
          "AWS::AccountId", "000000000000",
          "AWS::Partition", "aws",
          "AWS::Region", "us-east-1",
          "AWS::StackName", "cruddur-messages",
          "AWS::URLSuffix", "amazonaws.com");

  private final Map<String, Value> parameters;
  private final Map<String, TemplateResource> resources;

  /**
   * @param parameters including the {@link #PSEUDO_PARAMETERS pseudo parameters}
   */
  LocalReferences(Map<String, Value> parameters, Map<String, TemplateResource> resources) {
    this.parameters = parameters;
    this.resources = resources;
  }

  /** The value of {@code !Ref name}. An error names the line of {@code position}. */
  Value value(String name, Node position) {
    Value parameter = parameters.get(name);
    if (parameter != null) {
      return parameter;
    }
    if (name.endsWith(ALIAS)) {
      return new Text(aliasArn(name.substring(0, name.length() - ALIAS.length()), position));
    }
    TemplateResource resource = resource(name, position);
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
          case Template.MANAGED_POLICY -> globalArn("iam", "policy/" + name);
          default ->
              throw TemplateException.at(
                  position,
                  "!Ref of a " + resource.type() + " is not supported by the local system");
        });
  }

  /** What SAM resolves {@code !Ref Function.Alias} to. Nothing here depends on the alias's name. */
  private String aliasArn(String function, Node position) {
    TemplateResource resource = resource(function, position);
    if (!resource.type().equals(Template.FUNCTION)) {
      throw TemplateException.at(position, function + " is not a function and has no alias");
    }
    return arn("lambda", "function:" + function + ":live");
  }

  /** The value of {@code !GetAtt name}, for example of {@code MessagesTable.Arn}. */
  String attribute(String name, Node position) {
    int dot = name.indexOf('.');
    TemplateResource resource = resource(name.substring(0, Math.max(dot, 0)), position);
    return switch (resource.type() + name.substring(dot)) {
      case "AWS::DynamoDB::Table.Arn" -> tableArn(resource);
      // DynamoDB labels a stream with its creation time. Nothing here depends on the label.
      case "AWS::DynamoDB::Table.StreamArn" -> tableArn(resource) + "/stream/STREAM_LABEL";
      case "AWS::SQS::Queue.Arn" -> arn("sqs", resource.logicalId());
      case "AWS::Logs::LogGroup.Arn" -> arn("logs", "log-group:" + resource.logicalId() + ":*");
      case EventApiReader.API + ".ApiId" -> resource.logicalId();
      // The local system serves the protocol of live events itself, and replaces the address.
      case EventApiReader.API + ".Dns.Http", EventApiReader.API + ".Dns.Realtime" -> "localhost";
      case EventApiReader.NAMESPACE + ".ChannelNamespaceArn" -> namespaceArn(resource);
      case EventApiReader.DATA_SOURCE + ".Name" -> resource.properties().requiredText("Name");
      case "AWS::IAM::Role.Arn" -> globalArn("iam", "role/" + resource.logicalId());
      default ->
          throw TemplateException.at(
              position, "!GetAtt " + name + " is not supported by the local system");
    };
  }

  private TemplateResource resource(String name, Node position) {
    TemplateResource resource = resources.get(name);
    if (resource == null) {
      throw TemplateException.at(position, "there is no parameter or resource " + name);
    }
    return resource;
  }

  String tableArn(TemplateResource table) {
    return arn("dynamodb", "table/" + table.properties().requiredText("TableName"));
  }

  String namespaceArn(TemplateResource namespace) {
    return arn(
        "appsync",
        "apis/"
            + namespace.properties().requiredText("ApiId")
            + "/channelNamespace/"
            + namespace.properties().requiredText("Name"));
  }

  String arn(String service, String resource) {
    return arn(service, pseudo("Region"), resource);
  }

  /** The ARN of a global resource, without a region. */
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
