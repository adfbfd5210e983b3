package cruddur.local.template;

import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * What {@code !Ref} and {@code !GetAtt} stand for on one machine: AWS's forms, with an account of
 * zeros.
 */
final class References {
  private static final String ACCOUNT = "000000000000";

  /** The value of a reference. */
  sealed interface Value {}

  record Text(String text) implements Value {}

  record Texts(List<String> texts) implements Value {}

  private final Map<String, Value> parameters;
  private final Map<String, Resource> resources;

  /** The parameters include the pseudo parameters but {@code AWS::NoValue}. */
  References(Map<String, Value> parameters, Map<String, Resource> resources) {
    this.parameters = parameters;
    this.resources = resources;
  }

  /** What a name stands for; fails at the place where it is named when it stands for nothing. */
  Value value(String name, Node place) {
    Value parameter = parameters.get(name);
    if (parameter != null) {
      return parameter;
    }
    Resource resource = resource(name, place);
    return new Text(
        switch (resource.type()) {
          case "AWS::DynamoDB::Table" -> resource.properties().requiredText("TableName");
          case "AWS::Serverless::HttpApi" -> "local";
          case "AWS::SQS::Queue" ->
              "https://sqs." + region() + ".amazonaws.com/" + ACCOUNT + "/" + name;
          case "AWS::Cognito::UserPool" -> region() + "_local";
          case "AWS::Cognito::UserPoolClient" -> "local-client";
          default ->
              throw TemplateException.at(
                  place, "!Ref of a " + resource.type() + " is not understood");
        });
  }

  /** What an attribute, {@code MessagesTable.Arn} for example, stands for. */
  String attribute(String name, Node place) {
    int dot = name.indexOf('.');
    Resource resource = resource(name.substring(0, Math.max(dot, 0)), place);
    return switch (resource.type() + name.substring(dot)) {
      case "AWS::DynamoDB::Table.Arn" -> tableArn(resource);
      // DynamoDB names a stream by the instant of its making; here it is one that nothing else
      // depends on.
      case "AWS::DynamoDB::Table.StreamArn" -> tableArn(resource) + "/stream/local";
      case "AWS::SQS::Queue.Arn" -> arn("sqs", name.substring(0, dot));
      default ->
          throw TemplateException.at(
              place, "!GetAtt " + name + " is not understood by the local system");
    };
  }

  private Resource resource(String name, Node place) {
    Resource resource = resources.get(name);
    if (resource == null) {
      throw TemplateException.at(place, "there is no parameter or resource " + name);
    }
    return resource;
  }

  private String tableArn(Resource table) {
    return arn("dynamodb", "table/" + table.properties().requiredText("TableName"));
  }

  private String arn(String service, String resource) {
    return "arn:aws:" + service + ":" + region() + ":" + ACCOUNT + ":" + resource;
  }

  private String region() {
    return ((Text) parameters.get("AWS::Region")).text();
  }
}
