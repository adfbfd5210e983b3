package cruddur.toolkit.template;

import static cruddur.toolkit.template.TemplateYaml.attribute;
import static cruddur.toolkit.template.TemplateYaml.list;
import static cruddur.toolkit.template.TemplateYaml.names;
import static cruddur.toolkit.template.TemplateYaml.ref;
import static cruddur.toolkit.template.TemplateYaml.texts;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import cruddur.toolkit.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Roles, log groups and network grant the functions what they need, and nothing else. */
class TemplatePoliciesTest {
  private static final TemplateYaml TEMPLATE = TemplateYaml.read();
  private static final Map<String, JsonNode> FUNCTIONS =
      TEMPLATE.resources("AWS::Serverless::Function");
  private static final JsonNode GLOBALS = TEMPLATE.root().at("/Globals/Function");

  private static final JsonNode IF_THE_STACK_HAS_A_KEY =
      Json.node(Map.of("!If", List.of("HasKmsKey", ref("FunctionKeyPolicy"), ref("AWS::NoValue"))));

  private static final Set<String> FOR_THE_LOG =
      Set.of("logs:CreateLogStream", "logs:PutLogEvents");

  /** Lambda does not create a function in a VPC whose role lacks one of these. */
  private static final Set<String> FOR_THE_VPC =
      Set.of(
          "ec2:AssignPrivateIpAddresses",
          "ec2:CreateNetworkInterface",
          "ec2:DeleteNetworkInterface",
          "ec2:DescribeNetworkInterfaces",
          "ec2:DescribeSubnets",
          "ec2:UnassignPrivateIpAddresses");

  private static final Set<String> FOR_THE_STREAM =
      Set.of(
          "dynamodb:DescribeStream",
          "dynamodb:GetRecords",
          "dynamodb:GetShardIterator",
          "dynamodb:ListStreams");

  /** The functions of live events, which send requests to AppSync or belong to it. */
  private static final Set<String> OUTSIDE_THE_VPC =
      Set.of("AuthorizeSubscription", "NotifyMembers");

  @Test
  void everyWildcardHasItsReasonBesideIt() {
    List<String> unexplained = new ArrayList<>();
    for (int i = 1; i < TEMPLATE.lines().size(); i++) {
      String line = TEMPLATE.lines().get(i);
      boolean isExplained =
          line.contains(" # ") || TEMPLATE.lines().get(i - 1).strip().startsWith("# ");
      if (line.matches(".*[:\\[,] *[\"']\\*[\"'].*") && !isExplained) {
        unexplained.add("template.yaml:" + (i + 1));
      }
    }

    assertEquals(List.of(), unexplained);
  }

  @Test
  void everyFunctionHasItsOwnRoleWhichOnlyLambdaAssumes() {
    FUNCTIONS.forEach((function, definition) -> {
      assertEquals(attribute(function + "Role.Arn"), definition.at("/Properties/Role"), function);
      JsonNode role = TEMPLATE.properties(function + "Role");
      assertEquals(
          Set.of("AssumeRolePolicyDocument", "ManagedPolicyArns", "Policies"),
          names(role),
          function);
      assertEquals(
          List.of("lambda.amazonaws.com"),
          texts(role.at("/AssumeRolePolicyDocument/Statement/0/Principal/Service")),
          function);
      assertEquals(1, role.at("/AssumeRolePolicyDocument/Statement").size(), function);
      assertEquals(1, role.path("Policies").size(), function);
      assertEquals(
          isInTheVpc(function)
              ? Set.of(ref("FunctionInVpcPolicy"), IF_THE_STACK_HAS_A_KEY)
              : Set.of(IF_THE_STACK_HAS_A_KEY),
          Set.copyOf(list(role.path("ManagedPolicyArns"))),
          function);
    });
    Set<String> roles =
        FUNCTIONS.keySet().stream()
            .map(function -> function + "Role")
            .collect(Collectors.toCollection(TreeSet::new));
    roles.add("SubscriptionAuthorizerRole");
    assertEquals(roles, new TreeSet<>(TEMPLATE.resources("AWS::IAM::Role").keySet()));
  }

  /** {@code AccessPatternsTest} checks what a role allows in the table. */
  @Test
  void outsideTheTableARoleAllowsWhatLambdaNeedsForTheFunction() {
    FUNCTIONS.forEach((function, definition) -> {
      Set<String> needed = new TreeSet<>(FOR_THE_LOG);
      if (isInTheVpc(function)) {
        needed.addAll(FOR_THE_VPC);
      }
      if (streamEvents(definition).findAny().isPresent()) {
        needed.addAll(FOR_THE_STREAM);
      }
      if (streamEvents(definition).anyMatch(event -> event.has("DestinationConfig"))) {
        needed.add("sqs:SendMessage");
      }
      if (definition.at("/Properties/Environment/Variables").has("LIVE_PUBLISH_URL")) {
        needed.add("appsync:EventPublish");
      }
      assertEquals(needed, allowed(function, resource -> !isOfTheTable(resource)), function);
    });
  }

  @Test
  void aRoleAllowsTheStreamAndTheFailureQueueOfTheFunctionsEvent() {
    FUNCTIONS.forEach((function, definition) ->
        streamEvents(definition)
            .forEach(event -> {
              assertTrue(
                  FOR_THE_STREAM.containsAll(allowed(function, event.path("Stream")::equals)),
                  function);
              assertTrue(
                  allowed(function, event.path("Stream")::equals).contains("dynamodb:GetRecords"),
                  function);
              if (event.has("DestinationConfig")) {
                assertEquals(
                    Set.of("sqs:SendMessage"),
                    allowed(function, event.at("/DestinationConfig/OnFailure/Destination")::equals),
                    function);
              }
            }));
  }

  @Test
  void onlyNotifyMembersMayPublishEventsAndOnlyToMembers() {
    assertEquals(
        Set.of("appsync:EventPublish"),
        allowed("NotifyMembers", attribute("MemberChannels.ChannelNamespaceArn")::equals));
    FUNCTIONS.forEach((function, _) ->
        assertEquals(
            function.equals("NotifyMembers"),
            allowed(function, _ -> true).stream().anyMatch(action -> action.contains("appsync:")),
            function));
    JsonNode config = TEMPLATE.properties("LiveApi").path("EventConfig");
    JsonNode users = Json.node(List.of(Map.of("AuthType", "AMAZON_COGNITO_USER_POOLS")));
    assertEquals(users, config.path("ConnectionAuthModes"));
    assertEquals(users, config.path("DefaultSubscribeAuthModes"));
    assertEquals(
        Json.node(List.of(Map.of("AuthType", "AWS_IAM"))), config.path("DefaultPublishAuthModes"));
    assertEquals(
        Set.of("ApiId", "HandlerConfigs", "Name"),
        names(TEMPLATE.properties("MemberChannels")),
        "the namespace overrides what the API requires");
  }

  @Test
  void appSyncMayInvokeTheAuthorizerOfSubscriptionsAndNothingElse() {
    JsonNode role = TEMPLATE.properties("SubscriptionAuthorizerRole");
    assertEquals(
        "appsync.amazonaws.com",
        role.at("/AssumeRolePolicyDocument/Statement/0/Principal/Service").asText());
    assertEquals(1, role.at("/AssumeRolePolicyDocument/Statement").size());
    assertEquals(1, role.path("Policies").size());
    JsonNode statements = role.at("/Policies/0/PolicyDocument/Statement");
    assertEquals(1, statements.size());
    assertEquals("lambda:InvokeFunction", statements.at("/0/Action").asText());
    assertEquals(
        TEMPLATE.properties("SubscriptionAuthorizer").at("/LambdaConfig/LambdaFunctionArn"),
        statements.at("/0/Resource"));
  }

  @Test
  void everyFunctionWritesToItsOwnLogGroupWhichHasARetention() {
    FUNCTIONS.forEach((function, definition) -> {
      String log = function + "Log";
      assertEquals(ref(log), definition.at("/Properties/LoggingConfig/LogGroup"), function);
      assertEquals(FOR_THE_LOG, allowed(function, attribute(log + ".Arn")::equals), function);
    });
    TEMPLATE
        .resources("AWS::Logs::LogGroup")
        .forEach((name, group) ->
            assertEquals(ref("LogRetentionDays"), group.at("/Properties/RetentionInDays"), name));
  }

  @Test
  void everyFunctionInTheVpcIsInAllSubnetsAndSecurityGroups() {
    assertEquals(refs("AWS::EC2::Subnet"), Set.copyOf(list(GLOBALS.at("/VpcConfig/SubnetIds"))));
    assertEquals(
        refs("AWS::EC2::SecurityGroup"),
        Set.copyOf(list(GLOBALS.at("/VpcConfig/SecurityGroupIds"))));
    FUNCTIONS.forEach((function, definition) -> {
      JsonNode own = definition.at("/Properties/VpcConfig");
      assertTrue(isInTheVpc(function) ? own.isMissingNode() : own.equals(ref("AWS::NoValue")));
    });
  }

  @Test
  void theVpcHasNoRouteToTheInternet() {
    assertEquals(
        Set.of(
            "AWS::EC2::RouteTable",
            "AWS::EC2::SecurityGroup",
            "AWS::EC2::Subnet",
            "AWS::EC2::SubnetRouteTableAssociation",
            "AWS::EC2::VPC",
            "AWS::EC2::VPCEndpoint"),
        TEMPLATE.all("/Resources").values().stream()
            .map(resource -> resource.path("Type").asText())
            .filter(type -> type.startsWith("AWS::EC2::"))
            .collect(Collectors.toSet()));
  }

  @Test
  void theSubnetsAreInTwoZonesAndHaveTheRoutesOfTheEndpoint() {
    List<JsonNode> subnets = List.copyOf(TEMPLATE.resources("AWS::EC2::Subnet").values());
    assertEquals(2, subnets.size());
    assertNotEquals(
        subnets.get(0).at("/Properties/AvailabilityZone"),
        subnets.get(1).at("/Properties/AvailabilityZone"));
    JsonNode routes = TEMPLATE.properties("DynamoDbGateway").path("RouteTableIds");
    assertEquals(refs("AWS::EC2::RouteTable"), Set.copyOf(list(routes)));
    assertEquals(1, routes.size());
    assertEquals(
        refs("AWS::EC2::Subnet").stream()
            .map(subnet -> Json.node(Map.of("SubnetId", subnet, "RouteTableId", routes.path(0))))
            .collect(Collectors.toSet()),
        TEMPLATE.resources("AWS::EC2::SubnetRouteTableAssociation").values().stream()
            .map(association -> association.path("Properties"))
            .collect(Collectors.toSet()));
  }

  @Test
  void theEndpointAllowsThisTableAndTheActionsOfTheRoles() {
    JsonNode policy = TEMPLATE.properties("DynamoDbGateway").at("/PolicyDocument/Statement");
    assertEquals(1, policy.size());
    assertTrue(
        list(policy.at("/0/Resource")).stream().allMatch(TemplatePoliciesTest::isOfTheTable));
    assertEquals(
        FUNCTIONS.keySet().stream()
            .filter(TemplatePoliciesTest::isInTheVpc)
            .flatMap(function -> allowed(function, TemplatePoliciesTest::isOfTheTable).stream())
            .collect(Collectors.toSet()),
        Set.copyOf(texts(policy.at("/0/Action"))));
  }

  /** Publishing a version primes it, and priming reads the table. */
  @Test
  void aVersionIsPublishedAfterTheSubnetsCanReachTheTable() {
    Set<String> needed = new TreeSet<>(TEMPLATE.resources("AWS::EC2::VPCEndpoint").keySet());
    needed.addAll(TEMPLATE.resources("AWS::EC2::SubnetRouteTableAssociation").keySet());
    FUNCTIONS.forEach((function, definition) ->
        assertEquals(
            isInTheVpc(function) ? needed : Set.of(),
            definition.has("DependsOn")
                ? new TreeSet<>(texts(definition.path("DependsOn")))
                : Set.of(),
            function));
  }

  private static boolean isInTheVpc(String function) {
    return !OUTSIDE_THE_VPC.contains(function);
  }

  private static Set<JsonNode> refs(String type) {
    return TEMPLATE.resources(type).keySet().stream()
        .map(TemplateYaml::ref)
        .collect(Collectors.toSet());
  }

  private static Stream<JsonNode> streamEvents(JsonNode function) {
    return list(function.at("/Properties/Events")).stream()
        .filter(event -> event.path("Type").asText().equals("DynamoDB"))
        .map(event -> event.path("Properties"));
  }

  /** The actions that a function's role allows on some resources. */
  private static Set<String> allowed(String function, Predicate<JsonNode> resources) {
    JsonNode role = TEMPLATE.properties(function + "Role");
    return Stream.concat(
            list(role.path("Policies")).stream(),
            list(role.path("ManagedPolicyArns")).stream()
                .map(arn -> TEMPLATE.properties(arn.path("!Ref").asText())))
        .flatMap(policy -> list(policy.at("/PolicyDocument/Statement")).stream())
        .filter(statement -> statement.path("Effect").asText().equals("Allow"))
        .filter(statement -> resources.test(statement.path("Resource")))
        .flatMap(statement -> texts(statement.path("Action")).stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static boolean isOfTheTable(JsonNode resource) {
    return resource.equals(attribute("MessagesTable.Arn"))
        || resource
            .path("!Sub")
            .asText()
            .equals("${MessagesTable.Arn}/index/message-group-sk-index");
  }
}
