package cruddur.toolkit.template;

import static cruddur.toolkit.template.TemplateYaml.attribute;
import static cruddur.toolkit.template.TemplateYaml.ref;
import static cruddur.toolkit.template.TemplateYaml.texts;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import cruddur.messaging.users.Registration;
import cruddur.toolkit.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the template promises, and no linter checks. */
class TemplateRulesTest {
  private static final TemplateYaml TEMPLATE = TemplateYaml.read();
  private static final Map<String, JsonNode> FUNCTIONS =
      TEMPLATE.resources("AWS::Serverless::Function");
  private static final JsonNode GLOBALS = TEMPLATE.root().at("/Globals/Function");
  private static final JsonNode API = TEMPLATE.properties("MessagesApi");
  private static final JsonNode POOL = TEMPLATE.properties("UserPool");

  // Policies

  @Test
  void whatIsForEverythingHasItsReasonBesideIt() {
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
  void eachFunctionHasARoleOfItsOwnWhichLambdaAloneAssumes() {
    FUNCTIONS.forEach((function, definition) -> {
      assertEquals(attribute(function + "Role.Arn"), definition.at("/Properties/Role"), function);
      JsonNode role = TEMPLATE.properties(function + "Role");
      assertEquals(Set.of("AssumeRolePolicyDocument", "Policies"), names(role), "of " + function);
      assertEquals(
          List.of("lambda.amazonaws.com"),
          texts(role.at("/AssumeRolePolicyDocument/Statement/0/Principal/Service")),
          function);
      assertEquals(1, role.at("/AssumeRolePolicyDocument/Statement").size(), function);
    });
    assertEquals(FUNCTIONS.size(), TEMPLATE.resources("AWS::IAM::Role").size());
  }

  /** What the code may do is held against what it does, in {@code AccessPatternsTest}. */
  @Test
  void besideTheTableARoleAllowsWhatLambdaNeedsForTheFunction() {
    FUNCTIONS
        .keySet()
        .forEach(function -> {
          Set<String> needed =
              new TreeSet<>(
                  Set.of(
                      "logs:CreateLogStream",
                      "logs:PutLogEvents",
                      "ec2:AssignPrivateIpAddresses",
                      "ec2:CreateNetworkInterface",
                      "ec2:DeleteNetworkInterface",
                      "ec2:DescribeNetworkInterfaces",
                      "ec2:DescribeSubnets",
                      "ec2:UnassignPrivateIpAddresses"));
          if (function.equals("RewriteMessageGroups")) {
            needed.addAll(
                Set.of(
                    "dynamodb:DescribeStream",
                    "dynamodb:GetRecords",
                    "dynamodb:GetShardIterator",
                    "dynamodb:ListStreams",
                    "sqs:SendMessage"));
          }
          assertEquals(needed, allowed(function, resource -> !isOfTheTable(resource)), function);
        });
  }

  @Test
  void eachFunctionWritesToALogGroupOfItsOwnThatForgets() {
    FUNCTIONS.forEach((function, definition) -> {
      String log = function + "Log";
      assertEquals(ref(log), definition.at("/Properties/LoggingConfig/LogGroup"), function);
      assertEquals(
          Set.of("logs:CreateLogStream", "logs:PutLogEvents"),
          allowed(function, attribute(log + ".Arn")::equals),
          function);
    });
    TEMPLATE
        .resources("AWS::Logs::LogGroup")
        .forEach((name, group) ->
            assertEquals(ref("LogRetentionDays"), group.at("/Properties/RetentionInDays"), name));
  }

  // Network

  @Test
  void everyFunctionIsInTheVpc() {
    assertEquals(List.of(ref("SubnetA"), ref("SubnetB")), list(GLOBALS.at("/VpcConfig/SubnetIds")));
    assertEquals(List.of(ref("HttpsOnly")), list(GLOBALS.at("/VpcConfig/SecurityGroupIds")));
    FUNCTIONS.forEach((function, definition) ->
        assertTrue(definition.at("/Properties/VpcConfig").isMissingNode(), function));
  }

  @Test
  void theVpcHasNoWayToTheInternet() {
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
  void theSubnetsAreInTwoZonesAndReachTheTable() {
    List<JsonNode> subnets = List.copyOf(TEMPLATE.resources("AWS::EC2::Subnet").values());
    assertEquals(2, subnets.size());
    assertNotEquals(
        subnets.get(0).at("/Properties/AvailabilityZone"),
        subnets.get(1).at("/Properties/AvailabilityZone"));
    assertEquals(
        Set.of(
            Json.node(Map.of("SubnetId", ref("SubnetA"), "RouteTableId", ref("Routes"))),
            Json.node(Map.of("SubnetId", ref("SubnetB"), "RouteTableId", ref("Routes")))),
        TEMPLATE.resources("AWS::EC2::SubnetRouteTableAssociation").values().stream()
            .map(association -> association.path("Properties"))
            .collect(Collectors.toSet()));
    assertEquals(
        List.of(ref("Routes")), list(TEMPLATE.properties("DynamoDbGateway").path("RouteTableIds")));
  }

  @Test
  void theSecurityGroupLetsNothingInAndHttpsOut() {
    assertEquals(1, TEMPLATE.resources("AWS::EC2::SecurityGroup").size());
    JsonNode group = TEMPLATE.properties("HttpsOnly");
    assertEquals(List.of(), list(group.path("SecurityGroupIngress")));
    assertEquals(1, group.path("SecurityGroupEgress").size());
    JsonNode egress = group.at("/SecurityGroupEgress/0");
    assertEquals("tcp", egress.path("IpProtocol").asText());
    assertEquals("443", egress.path("FromPort").asText());
    assertEquals("443", egress.path("ToPort").asText());
    assertEquals(1, TEMPLATE.lines().stream().filter(line -> line.contains("0.0.0.0/0")).count());
  }

  @Test
  void theEndpointLeadsToThisTableAloneAndForNoMoreThanTheFunctionsDo() {
    JsonNode policy = TEMPLATE.properties("DynamoDbGateway").at("/PolicyDocument/Statement");
    assertEquals(1, policy.size());
    assertTrue(list(policy.at("/0/Resource")).stream().allMatch(TemplateRulesTest::isOfTheTable));
    assertEquals(
        FUNCTIONS.keySet().stream()
            .flatMap(function -> allowed(function, TemplateRulesTest::isOfTheTable).stream())
            .collect(Collectors.toSet()),
        Set.copyOf(texts(policy.at("/0/Action"))));
  }

  // Table, stream, queue

  @Test
  void tableAndPoolOutliveTheStackButNotAFailedFirstDeployment() {
    for (String kept : List.of("MessagesTable", "UserPool")) {
      JsonNode resource = TEMPLATE.root().at("/Resources/" + kept);
      assertEquals("RetainExceptOnCreate", resource.path("DeletionPolicy").asText(), kept);
      assertEquals("Retain", resource.path("UpdateReplacePolicy").asText(), kept);
    }
  }

  @Test
  void theTableIsEncryptedAndCanBeRestored() {
    JsonNode table = TEMPLATE.properties("MessagesTable");
    assertEquals("true", table.at("/SSESpecification/SSEEnabled").asText());
    assertEquals(
        "true", table.at("/PointInTimeRecoverySpecification/PointInTimeRecoveryEnabled").asText());
  }

  @Test
  void aBadRecordCannotBlockItsShardNorGoUnnoticed() {
    JsonNode mapping =
        FUNCTIONS.get("RewriteMessageGroups").at("/Properties/Events/InsertedMessages/Properties");
    assertEquals("true", mapping.path("BisectBatchOnFunctionError").asText());
    assertEquals(List.of("ReportBatchItemFailures"), texts(mapping.path("FunctionResponseTypes")));
    // -1 is for ever.
    assertTrue(mapping.path("MaximumRetryAttempts").asInt(-1) > 0);
    assertTrue(mapping.path("MaximumRecordAgeInSeconds").asInt(-1) > 0);
    assertEquals(
        attribute("FailedBatches.Arn"), mapping.at("/DestinationConfig/OnFailure/Destination"));
  }

  @Test
  void noRecordIsMissedAndAGroupIsInOneInvocationsHands() {
    JsonNode mapping =
        FUNCTIONS.get("RewriteMessageGroups").at("/Properties/Events/InsertedMessages/Properties");
    assertEquals("TRIM_HORIZON", mapping.path("StartingPosition").asText());
    assertEquals("1", mapping.path("ParallelizationFactor").asText());
    assertEquals("100", mapping.path("BatchSize").asText());
  }

  @Test
  void failedBatchesAreKeptEncryptedForFourteenDays() {
    JsonNode queue = TEMPLATE.properties("FailedBatches");
    assertEquals("true", queue.path("SqsManagedSseEnabled").asText());
    assertEquals(14 * 24 * 60 * 60, queue.path("MessageRetentionPeriod").asInt());
  }

  // HTTP API

  @Test
  void usersShortAloneIsPublicAndIsThrottledHarder() {
    List<String> publicRoutes =
        events("HttpApi")
            .filter(event -> event.has("Auth"))
            .map(event -> event.path("Method").asText() + " " + event.path("Path").asText())
            .toList();
    assertEquals(List.of("GET /api/users/{handle}/short"), publicRoutes);
    JsonNode settings = API.path("RouteSettings").path(publicRoutes.getFirst());
    for (String limit : List.of("ThrottlingRateLimit", "ThrottlingBurstLimit")) {
      int usual = API.path("DefaultRouteSettings").path(limit).asInt();
      int own = settings.path(limit).asInt();
      assertTrue(0 < own && own < usual, limit + " is " + own + ", elsewhere " + usual);
    }
  }

  @Test
  void everyOtherRouteAsksForTheScopeThatOnlyAccessTokensHave() {
    String authorizer = API.at("/Auth/DefaultAuthorizer").asText();
    assertEquals(
        List.of("aws.cognito.signin.user.admin"),
        texts(API.path("Auth").path("Authorizers").path(authorizer).path("AuthorizationScopes")));
  }

  @Test
  void theAccessLogHasNoTokenNoPathAndNoQuery() {
    String format = API.at("/AccessLogSettings/Format").asText();
    assertEquals(
        Set.of(
            "requestId",
            "requestTime",
            "routeKey",
            "status",
            "responseLatency",
            "responseLength",
            "authorizer.claims.sub",
            "authorizer.error"),
        Pattern.compile("\\$context\\.([A-Za-z.]+)")
            .matcher(format)
            .results()
            .map(variable -> variable.group(1))
            .collect(Collectors.toSet()));
    assertTrue(Json.parseObject(format.getBytes(StandardCharsets.UTF_8)).isPresent(), format);
  }

  @Test
  void onlyExactOriginsMayCall() {
    assertEquals(ref("AllowedOrigins"), API.at("/CorsConfiguration/AllowOrigins"));
    Pattern allowed =
        Pattern.compile(TEMPLATE.root().at("/Parameters/AllowedOrigins/AllowedPattern").asText());
    assertTrue(allowed.matcher("https://app.example.com").matches());
    for (String refused :
        List.of("*", "https://*", "https://*.example.com", "https://example.com/", "example.com")) {
      assertFalse(allowed.matcher(refused).matches(), refused);
    }
  }

  // Sign-in

  @Test
  void aHandleIsGivenAtSignUpAndNeverChanges() {
    JsonNode handle =
        list(POOL.path("Schema")).stream()
            .filter(attribute -> attribute.path("Name").asText().equals("preferred_username"))
            .findFirst()
            .orElseThrow();
    assertEquals("true", handle.path("Required").asText());
    assertEquals("false", handle.path("Mutable").asText());
  }

  @Test
  void aHandleWaitsForAnInvitedUserAsLongAsHisPasswordHolds() {
    assertEquals(
        Registration.RESERVED_FOR_INVITATION.toDays(),
        TEMPLATE
            .properties("UserPool")
            .at("/Policies/PasswordPolicy/TemporaryPasswordValidityDays")
            .asLong());
  }

  @Test
  void nobodySignsInByHisHandle() {
    assertEquals(List.of("email"), texts(POOL.path("UsernameAttributes")));
    assertFalse(POOL.has("AliasAttributes"));
  }

  /** He would take a handle from a user of the pool that is served. */
  @Test
  void besideAStandingPoolNobodySignsUpInTheStacksOwn() {
    assertEquals(
        List.of("HasExistingUserPool", "true", "false"),
        texts(POOL.at("/AdminCreateUserConfig/AllowAdminCreateUserOnly/!If")));
  }

  @Test
  void aWebPageSignsInByCodeAndHasNoSecret() {
    JsonNode client = TEMPLATE.properties("UserPoolClient");
    assertEquals("false", client.path("GenerateSecret").asText());
    assertEquals(List.of("code"), texts(client.path("AllowedOAuthFlows")));
    assertTrue(texts(client.path("AllowedOAuthScopes")).contains("aws.cognito.signin.user.admin"));
  }

  // Functions

  @Test
  void everyChangeOfAFunctionPublishesAVersionThatStartsFromItsSnapshot() {
    assertEquals("PublishedVersions", GLOBALS.at("/SnapStart/ApplyOn").asText());
    assertEquals("live", GLOBALS.path("AutoPublishAlias").asText());
    FUNCTIONS.forEach((function, definition) -> {
      JsonNode properties = definition.path("Properties");
      assertEquals("true", properties.path("AutoPublishAliasAllProperties").asText(), function);
      assertFalse(properties.has("SnapStart") || properties.has("AutoPublishAlias"), function);
    });
  }

  @Test
  void noVersionIsPrimedBeforeTheTableCanBeReached() {
    FUNCTIONS.forEach((function, definition) ->
        assertEquals(
            Set.of("DynamoDbGateway", "SubnetARoutes", "SubnetBRoutes"),
            Set.copyOf(texts(definition.path("DependsOn"))),
            function));
  }

  @Test
  void theFunctionsReachTheTableByHttps() {
    String endpoint = GLOBALS.at("/Environment/Variables/AWS_ENDPOINT_URL_DYNAMODB").toString();
    assertTrue(endpoint.contains("https://dynamodb."), endpoint);
    assertFalse(endpoint.contains("http://"), endpoint);
  }

  @Test
  void noEnvironmentHasANameThatLambdaKeepsForItself() {
    Pattern reserved =
        Pattern.compile(
            "_.*|AWS_LAMBDA_.*|LAMBDA_.*|AWS_(DEFAULT_)?REGION|AWS_EXECUTION_ENV|AWS_ACCESS_KEY.*"
                + "|AWS_SECRET_ACCESS_KEY|AWS_SESSION_TOKEN|TZ");
    Stream.concat(
            Stream.of(GLOBALS),
            FUNCTIONS.values().stream().map(function -> function.path("Properties")))
        .flatMap(properties -> names(properties.at("/Environment/Variables")).stream())
        .forEach(name -> assertFalse(reserved.matcher(name).matches(), name));
  }

  // The whole

  @Test
  void nothingNamesARegionOrAnAccount() {
    Pattern region = Pattern.compile("\\b[a-z]{2}(-gov|-iso[a-z]?)?-[a-z]+-[0-9]\\b");
    Pattern account = Pattern.compile("\\b[0-9]{12}\\b");
    assertEquals(
        List.of(),
        TEMPLATE.lines().stream()
            .filter(line ->
                region.matcher(line).find()
                    || account.matcher(line).find()
                    || line.contains("arn:aws"))
            .toList());
  }

  @Test
  void everyParameterIsDescribedAndHasADefaultThatPassesItsCheck() {
    TEMPLATE
        .all("/Parameters")
        .forEach((name, parameter) -> {
          assertFalse(parameter.path("Description").asText().isBlank(), name);
          assertTrue(parameter.has("Default"), name);
          assertTrue(passes(parameter, parameter.path("Default").asText()), name);
        });
  }

  @Test
  void everyOutputIsDescribed() {
    TEMPLATE
        .all("/Outputs")
        .forEach(
            (name, output) -> assertFalse(output.path("Description").asText().isBlank(), name));
  }

  // Alarms

  @Test
  void whatCanGoWrongRaisesAnAlarm() {
    Set<String> watched = new HashSet<>();
    TEMPLATE
        .resources("AWS::CloudWatch::Alarm")
        .values()
        .forEach(alarm -> metrics(alarm).forEach(metric -> watched.add(name(metric))));

    assertEquals(
        Set.of(
            "AWS/Lambda IteratorAge",
            "Cruddur/Messages dynamoDbRetries",
            "Cruddur/Messages limitedRequests",
            "AWS/Lambda Errors",
            "AWS/Lambda Throttles",
            "AWS/SQS ApproximateNumberOfMessagesVisible",
            "AWS/ApiGateway 5xx",
            "AWS/ApiGateway Latency",
            "AWS/DynamoDB ReadThrottleEvents",
            "AWS/DynamoDB WriteThrottleEvents"),
        watched);
  }

  @Test
  void errorsAndThrottlesOfEveryFunctionAreWatched() {
    for (String metric : List.of("AWS/Lambda Errors", "AWS/Lambda Throttles")) {
      assertEquals(
          FUNCTIONS.keySet(),
          TEMPLATE.resources("AWS::CloudWatch::Alarm").values().stream()
              .flatMap(TemplateRulesTest::metrics)
              .filter(watched -> name(watched).equals(metric))
              .map(watched -> watched.at("/Dimensions/0/Value/!Ref").asText())
              .collect(Collectors.toSet()),
          metric);
    }
  }

  @Test
  void everyAlarmTellsTheTopicAndSilenceIsNoAlarm() {
    TEMPLATE
        .resources("AWS::CloudWatch::Alarm")
        .forEach((name, alarm) -> {
          JsonNode properties = alarm.path("Properties");
          assertEquals(List.of(ref("Alarms")), list(properties.path("AlarmActions")), name);
          assertEquals("notBreaching", properties.path("TreatMissingData").asText(), name);
          assertFalse(properties.path("AlarmDescription").asText().isBlank(), name);
        });
  }

  /**
   * CloudWatch may not use the key of alias/aws/sns: see "Configure CloudWatch alarms with an
   * encrypted SNS topic".
   */
  @Test
  void anAlarmGetsThroughTheTopic() {
    assertFalse(TEMPLATE.properties("Alarms").has("KmsMasterKeyId"));
  }

  private static boolean passes(JsonNode parameter, String value) {
    if (parameter.has("AllowedValues")) {
      return texts(parameter.path("AllowedValues")).contains(value);
    }
    List<String> each =
        parameter.path("Type").asText().equals("CommaDelimitedList")
            ? List.of(value.split(","))
            : List.of(value);
    return parameter.has("AllowedPattern")
        && parameter.has("ConstraintDescription")
        && each.stream().allMatch(one -> one.matches(parameter.path("AllowedPattern").asText()));
  }

  /** The actions that a function's role allows on some resources. */
  private static Set<String> allowed(String function, Predicate<JsonNode> resources) {
    return list(TEMPLATE.properties(function + "Role").at("/Policies/0/PolicyDocument/Statement"))
        .stream()
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

  private static Stream<JsonNode> events(String type) {
    return FUNCTIONS.values().stream()
        .flatMap(function -> list(function.at("/Properties/Events")).stream())
        .filter(event -> event.path("Type").asText().equals(type))
        .map(event -> event.path("Properties"));
  }

  /** What an alarm watches: itself, or those of its metrics that are measured. */
  private static Stream<JsonNode> metrics(JsonNode alarm) {
    JsonNode properties = alarm.path("Properties");
    return properties.has("Metrics")
        ? list(properties.path("Metrics")).stream()
            .map(metric -> metric.at("/MetricStat/Metric"))
            .filter(JsonNode::isObject)
        : Stream.of(properties);
  }

  private static String name(JsonNode metric) {
    return metric.path("Namespace").asText() + " " + metric.path("MetricName").asText();
  }

  /** The items of a list, or the values of a mapping. */
  private static List<JsonNode> list(JsonNode values) {
    List<JsonNode> list = new ArrayList<>();
    values.forEach(list::add);
    return list;
  }

  private static Set<String> names(JsonNode mapping) {
    Set<String> names = new TreeSet<>();
    mapping.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
