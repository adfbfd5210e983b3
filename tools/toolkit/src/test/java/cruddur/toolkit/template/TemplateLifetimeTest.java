package cruddur.toolkit.template;

import static cruddur.toolkit.template.TemplateYaml.list;
import static cruddur.toolkit.template.TemplateYaml.ref;
import static cruddur.toolkit.template.TemplateYaml.texts;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import cruddur.toolkit.json.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A stack stays usable for years, takes changed parameters, and can be removed. */
class TemplateLifetimeTest {
  private static final Path FILE = Path.of("..", "..", "template.yaml");
  private static final TemplateYaml TEMPLATE = TemplateYaml.read();
  private static final Map<String, JsonNode> FUNCTIONS =
      TEMPLATE.resources("AWS::Serverless::Function");
  private static final JsonNode GLOBALS = TEMPLATE.root().at("/Globals/Function");
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+)}");

  /** Lambda deletes snapshots and network interfaces after 14 days without an invocation. */
  @Test
  void everyFunctionIsInvokedOnAScheduleWellWithinTwoWeeks() throws IOException {
    for (FunctionDefinition function : Template.read(FILE, Map.of()).functions()) {
      assertEquals(1, function.events().schedules().size(), function.logicalId());
      assertTrue(
          function.events().schedules().getFirst().interval().compareTo(Duration.ofDays(7)) < 0,
          function.logicalId());
    }
  }

  /** CloudFormation deletes in the reverse order, and Lambda needs the roles until then. */
  @Test
  void theRolesOfFunctionsInTheVpcAreDeletedAfterSubnetsAndSecurityGroups() {
    Set<String> deletedAfterTheVpc =
        Set.copyOf(texts(TEMPLATE.root().at("/Resources/Vpc/DependsOn")));
    FUNCTIONS.forEach((function, definition) -> {
      if (definition.path("Properties").has("VpcConfig")) {
        return;
      }
      String role = definition.at("/Properties/Role/!GetAtt").asText().replace(".Arn", "");
      assertTrue(deletedAfterTheVpc.contains(role), role);
    });
    for (String type : List.of("AWS::EC2::Subnet", "AWS::EC2::SecurityGroup")) {
      TEMPLATE
          .resources(type)
          .forEach(
              (name, resource) -> assertEquals(ref("Vpc"), resource.at("/Properties/VpcId"), name));
    }
    JsonNode vpc = GLOBALS.path("VpcConfig");
    assertEquals(
        Stream.of("AWS::EC2::Subnet", "AWS::EC2::SecurityGroup")
            .flatMap(type -> TEMPLATE.resources(type).keySet().stream())
            .map(TemplateYaml::ref)
            .collect(Collectors.toSet()),
        Stream.concat(
                list(vpc.path("SubnetIds")).stream(), list(vpc.path("SecurityGroupIds")).stream())
            .collect(Collectors.toSet()));
  }

  /**
   * SAM publishes no version when only the value of a parameter has changed, and Lambda none when
   * nothing of the function has. CloudFormation fails if a description has changed all the same.
   */
  @Test
  void theDescriptionOfAVersionChangesExactlyWhenItsFunctionDoes() {
    FUNCTIONS.forEach((function, definition) -> {
      ObjectNode own = definition.path("Properties").deepCopy();
      JsonNode description = own.remove("VersionDescription").path("!Sub");
      own.remove("Events");
      JsonNode configuration = Json.node(List.of(own, GLOBALS));
      // Empty in AWS.
      Set<String> values = parametersIn(configuration);
      values.remove("DynamoDbEndpoint");
      // The name of the table, whether it is that of the parameter or that of the stack.
      assertTrue(values.remove("TableName") && values.add("MessagesTable"), function);
      Set<String> conditions =
          conditionsIn(configuration).stream()
              .filter(condition -> !isByValue(condition, configuration))
              .collect(Collectors.toSet());

      // With variables of its own, !Sub is a list that begins with the text.
      String text = description.isArray() ? description.path(0).asText() : description.asText();
      JsonNode variables = description.path(1);
      values.addAll(TemplateYaml.names(variables));
      assertEquals(values, variablesOf(text), function);
      assertEquals(conditions, conditionsIn(variables), function);
      assertTrue(longest(text) <= 256, function + ": Lambda allows 256 characters");
    });
  }

  /** Whether the parameters of a condition are in a configuration by their values, too. */
  private static boolean isByValue(String condition, JsonNode configuration) {
    return parametersIn(configuration)
        .containsAll(parametersIn(TEMPLATE.root().path("Conditions").path(condition)));
  }

  /** A stack without live events has, and pays for, none of their resources. */
  @Test
  void withoutLiveEventsNoResourceOfThemExists() throws IOException {
    Set<String> conditional =
        TEMPLATE.all("/Resources").entrySet().stream()
            .filter(
                resource -> resource.getValue().path("Condition").asText().equals("HasLiveEvents"))
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet());
    TEMPLATE
        .all("/Resources")
        .forEach((name, resource) -> {
          boolean isLive =
              resource.path("Type").asText().startsWith("AWS::AppSync::")
                  || name.matches("(NotifyMembers|AuthorizeSubscription|SubscriptionAuthorizer).*");
          assertTrue(!isLive || conditional.contains(name), name);
          assertTrue(conditional.contains(name) || !isUnconditional(resource, conditional), name);
        });
    Template off = Template.read(FILE, Map.of("LiveEvents", "off"));
    assertTrue(off.eventApi().isEmpty());
    assertEquals(
        FUNCTIONS.keySet().stream()
            .filter(name -> !conditional.contains(name))
            .collect(Collectors.toSet()),
        off.functions().stream().map(FunctionDefinition::logicalId).collect(Collectors.toSet()));
    assertEquals(
        Map.of("LIVE_HOST", "", "LIVE_URL", ""),
        off.functions().stream()
            .filter(function -> function.logicalId().equals("ShowMe"))
            .flatMap(function -> function.environment().entrySet().stream())
            .filter(variable -> variable.getKey().startsWith("LIVE_"))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  /** Whether a value refers to one of these resources outside of an {@code !If}. */
  private static boolean isUnconditional(JsonNode value, Set<String> resources) {
    if (value.has("!If")) {
      return false;
    }
    boolean refersToOne =
        Stream.of("!Ref", "!GetAtt", "!Sub")
            .filter(value::has)
            .map(value::path)
            // With variables of its own, !Sub is a list that begins with the text.
            .map(argument -> argument.isArray() ? argument.path(0) : argument)
            .map(JsonNode::asText)
            .anyMatch(text ->
                resources.stream()
                    .anyMatch(name -> Pattern.compile("\\b" + name + "\\b").matcher(text).find()));
    return refersToOne || value.valueStream().anyMatch(inner -> isUnconditional(inner, resources));
  }

  @Test
  void oldVersionsAreDeleted() {
    assertEquals("Delete", GLOBALS.path("VersionDeletionPolicy").asText());
  }

  /** Every other group is added to the account's one resource policy, which has a limit. */
  @Test
  void theLogOfTheApiIsAVendedLog() {
    String destination =
        TEMPLATE.properties("MessagesApi").at("/AccessLogSettings/DestinationArn/!GetAtt").asText();
    String name =
        TEMPLATE.properties(destination.replace(".Arn", "")).at("/LogGroupName/!Sub").asText();

    assertTrue(name.startsWith("/aws/vendedlogs/") && name.contains("${AWS::StackName}"), name);
  }

  @ParameterizedTest
  @CsvSource({
    "AWS::Logs::LogGroup, KmsKeyId",
    "AWS::SQS::Queue, KmsMasterKeyId",
    "AWS::SNS::Topic, KmsMasterKeyId",
  })
  void everyResourceThatCanBeEncryptedUsesTheKeyOfTheStack(String type, String property) {
    JsonNode key =
        Json.node(Map.of("!If", List.of("HasKmsKey", ref("KmsKeyArn"), ref("AWS::NoValue"))));
    assertFalse(TEMPLATE.resources(type).isEmpty());
    TEMPLATE
        .resources(type)
        .forEach(
            (name, resource) -> assertEquals(key, resource.at("/Properties/" + property), name));
    assertEquals(key, GLOBALS.path("KmsKeyArn"));
  }

  @Test
  void theTableUsesTheKeyOfTheStack() throws IOException {
    String key = "arn:aws:kms:us-east-1:000000000000:key/1";
    assertEquals(
        Map.of("SSEEnabled", true, "SSEType", "KMS", "KMSMasterKeyId", key),
        Template.read(FILE, Map.of("KmsKeyArn", key)).table().get("SSESpecification"));
    assertEquals(
        Map.of("SSEEnabled", true), Template.read(FILE, Map.of()).table().get("SSESpecification"));
  }

  @Test
  void withAKeyEveryRoleMayUseThatKeyAndNoOther() throws IOException {
    String key = "arn:aws:kms:us-east-1:000000000000:key/1";
    Template.read(FILE, Map.of("KmsKeyArn", key))
        .roles()
        .forEach((function, role) -> assertEquals(Set.of(key), keysOf(role), function));
    Template.read(FILE, Map.of())
        .roles()
        .forEach((function, role) -> assertEquals(Set.of(), keysOf(role), function));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ExistingUserPool=us-east-1_AbC        | ExistingUserPoolHasClient: ExistingUserPool requires ExistingUserPoolClient, whose tokens the API accepts.
          ExistingUserPoolClient=abc            | ClientHasExistingUserPool: ExistingUserPoolClient requires ExistingUserPool, to which it belongs.
          SenderAddress=no-reply@example.com    | SenderHasIdentity: SenderAddress requires SenderIdentityArn, from which the emails are sent.
          MonthlyBudget=10                      | BudgetHasAddress: MonthlyBudget requires AlarmAddress, which is notified.
          AWS::Region=mx-central-1              | LiveEventsAreInRegion: This region has no AWS AppSync Events. Set LiveEvents to off, pages then poll.
          AWS::Region=mx-central-1 LiveEvents=signals | LiveEventsAreInRegion: This region has no AWS AppSync Events. Set LiveEvents to off, pages then poll.
          AWS::Region=eu-north-1 MonthlyBudget=10 AlarmAddress=operator@example.com | BudgetIsInRegion: CloudFormation creates no budget in this region. Set MonthlyBudget to 0, see docs/costs.md.
          AWS::Region=cn-north-1                | UserPoolIsInRegion: This region has no Amazon Cognito user pools, which the service needs.
          """)
  void parametersThatDoNotFitTogetherAreRefused(String parameters, String message) {
    TemplateException failure =
        assertThrows(TemplateException.class, () -> Template.read(FILE, parsed(parameters)));

    assertTrue(failure.getMessage().endsWith("rule " + message), failure.getMessage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AWS::Region=eu-central-1 MonthlyBudget=10 AlarmAddress=operator@example.com",
        "AWS::Region=eu-north-1",
        "AWS::Region=mx-central-1 LiveEvents=off",
      })
  void aRegionIsTakenWithTheParametersThatItHasServicesFor(String parameters) throws IOException {
    assertEquals(
        !parameters.contains("LiveEvents=off"),
        Template.read(FILE, parsed(parameters)).eventApi().isPresent());
  }

  @Test
  void parametersThatFitTogetherAreTaken() throws IOException {
    assertEquals(
        List.of("abc"),
        Template.read(
                FILE,
                Map.of(
                    "ExistingUserPool",
                    "us-east-1_AbC",
                    "ExistingUserPoolClient",
                    "abc",
                    "MonthlyBudget",
                    "10",
                    "AlarmAddress",
                    "operator@example.com"))
            .httpApi()
            .authorizer()
            .audience());
  }

  private static Map<String, String> parsed(String parameters) {
    return Arrays.stream(parameters.split(" "))
        .map(parameter -> parameter.split("="))
        .collect(Collectors.toMap(parameter -> parameter[0], parameter -> parameter[1]));
  }

  private static Set<Object> keysOf(RoleDefinition role) {
    return Json.node(role.policy())
        .path("Statement")
        .valueStream()
        .filter(statement -> texts(statement.path("Action")).toString().contains("kms:"))
        .map(statement -> statement.path("Resource").asText())
        .collect(Collectors.toSet());
  }

  /** The parameters whose values are in a value, other than in conditions. */
  private static Set<String> parametersIn(JsonNode value) {
    Set<String> found = new HashSet<>();
    value.findValues("!Ref").forEach(name -> found.add(name.asText()));
    value.findValues("!Sub").forEach(text -> found.addAll(variablesOf(text.asText())));
    found.retainAll(TEMPLATE.all("/Parameters").keySet());
    return found;
  }

  /** The names of the conditions that decide about a value. */
  private static Set<String> conditionsIn(JsonNode value) {
    return value.findValues("!If").stream()
        .map(choice -> choice.path(0).asText())
        .collect(Collectors.toSet());
  }

  private static Set<String> variablesOf(String text) {
    return VARIABLE
        .matcher(text)
        .results()
        .map((MatchResult variable) -> variable.group(1))
        .collect(Collectors.toSet());
  }

  private static int longest(String description) {
    int length = description.replaceAll(VARIABLE.pattern(), "").length();
    for (String name : variablesOf(description)) {
      length +=
          switch (name) {
            case "Architecture" -> "x86_64".length();
            case "LiveEvents" -> "signals".length();
            case "Live" -> "live".length();
            // As long as a name of a stack, and as the parameter TableName.
            case "MessagesTable" -> 128;
            // In a region with a long name, with the id of a multi-region key.
            case "KmsKeyArn" ->
                "arn:aws-us-gov:kms:ap-southeast-1:000000000000:key/mrk-".length() + 32;
            default -> throw new AssertionError(name);
          };
    }
    return length;
  }
}
