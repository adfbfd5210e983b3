package cruddur.local.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import cruddur.local.dynamodb.DynamoDbEndpoint;
import cruddur.local.policy.Policy.Decision;
import cruddur.toolkit.template.Template;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * The template's policies before a client. What they refuse is never sent: nothing answers at this
 * endpoint.
 */
class PolicyEnforcerTest {
  private static final DynamoDbEndpoint NOWHERE =
      DynamoDbEndpoint.at(URI.create("http://localhost:1"));
  private static final String TABLE = "cruddur-messages";
  private static final String TABLE_ARN = "arn:aws:dynamodb:us-east-1:000000000000:table/" + TABLE;

  private static Template template;

  @BeforeAll
  static void readTemplate() throws IOException {
    template = Template.read(Path.of("..", "..", "template.yaml"), Map.of());
  }

  @Test
  void aRefusalIsTheErrorThatAwsSends() {
    DynamoDbException refusal =
        refusal(
            "ShowUserShort", client -> client.getItem(r -> r.tableName(TABLE).key(key("SUB#1"))));

    assertEquals(400, refusal.statusCode());
    assertEquals("AccessDeniedException", refusal.awsErrorDetails().errorCode());
    assertEquals(
        "User: arn:aws:sts::000000000000:assumed-role/ShowUserShortRole/ShowUserShort is not authorized to perform: "
            + "dynamodb:GetItem on resource: "
            + TABLE_ARN
            + " because no identity-based policy allows the dynamodb:GetItem action",
        refusal.awsErrorDetails().errorMessage());
  }

  @ParameterizedTest
  @CsvSource({
    "ListMessages,         HDL#river",
    "ListMessageGroups,    GRP#1",
    "CreateMessage,        MSG#1",
    "CreateMessageGroup,   GRP#1",
    "RewriteMessageGroups, GRP#1",
    "ShowUserShort,        SUB#1",
    "RegisterUser,         GRP#1",
  })
  void aFunctionCannotGetAnotherFamilyOfKeys(String function, String pk) {
    assertRefused(
        "dynamodb:GetItem",
        TABLE_ARN,
        refusal(function, client -> client.getItem(r -> r.tableName(TABLE).key(key(pk)))));
  }

  @ParameterizedTest
  @CsvSource({
    "ListMessages,         SUB#1",
    "ListMessageGroups,    MSG#1",
    "CreateMessage,        MSG#1",
    "CreateMessageGroup,   MSG#1",
    "RewriteMessageGroups, SUB#1",
    "ShowUserShort,        HDL#river",
    "RegisterUser,         HDL#river",
  })
  void aFunctionCannotQueryAnotherFamilyOfKeys(String function, String pk) {
    assertRefused(
        "dynamodb:Query", TABLE_ARN, refusal(function, client -> query(client, null, "pk", pk)));
  }

  @ParameterizedTest
  @CsvSource({
    "ListMessages,         MSG#1",
    "ListMessageGroups,    GRP#1",
    "CreateMessage,        SUB#1",
    "CreateMessageGroup,   HDL#river",
    "RewriteMessageGroups, MSG#1",
    "ShowUserShort,        HDL#river",
    "RegisterUser,         DUO#1#2",
  })
  void aFunctionCannotPutAnotherFamilyOfKeys(String function, String pk) {
    assertRefused(
        "dynamodb:PutItem",
        TABLE_ARN,
        refusal(function, client -> client.putItem(r -> r.tableName(TABLE).item(key(pk)))));
  }

  @ParameterizedTest
  @CsvSource({
    "ListMessages,         GRP#1",
    "ListMessageGroups,    GRP#1",
    "CreateMessage,        GRP#1",
    "CreateMessageGroup,   GRP#1",
    "RewriteMessageGroups, MSG#1",
    "ShowUserShort,        HDL#river",
    "RegisterUser,         HDL#river",
  })
  void aFunctionCannotDeleteAnotherFamilyOfKeys(String function, String pk) {
    assertRefused(
        "dynamodb:DeleteItem",
        TABLE_ARN,
        refusal(function, client -> client.deleteItem(r -> r.tableName(TABLE).key(key(pk)))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ListMessageGroups", "CreateMessageGroup", "ShowUserShort", "RegisterUser"})
  void theIndexIsClosedToWhoIsNotGrantedIt(String function) {
    assertRefused(
        "dynamodb:Query",
        TABLE_ARN + "/index/message-group-sk-index",
        refusal(
            function,
            client -> query(client, "message-group-sk-index", "message_group_uuid", "uuid-1")));
  }

  @Test
  void anotherTableIsClosed() {
    assertRefused(
        "dynamodb:GetItem",
        "arn:aws:dynamodb:us-east-1:000000000000:table/another",
        refusal(
            "ShowUserShort",
            client -> client.getItem(r -> r.tableName("another").key(key("HDL#river")))));
  }

  @Test
  void aTransactionIsRefusedForOneOfItsParts() {
    TransactWriteItem put =
        TransactWriteItem.builder().put(p -> p.tableName(TABLE).item(key("MSG#1"))).build();
    TransactWriteItem delete =
        TransactWriteItem.builder().delete(d -> d.tableName(TABLE).key(key("MSG#1"))).build();

    assertRefused(
        "dynamodb:DeleteItem",
        TABLE_ARN,
        refusal(
            "CreateMessageGroup",
            client ->
                client.transactWriteItems(transaction -> transaction.transactItems(put, delete))));
  }

  @Test
  void aRequestThatNoFunctionMakesFailsByName() {
    DynamoDbClient client = client("ListMessages");

    assertEquals(
        "ScanRequest is not checked against policies yet: say in RequestedAccess what IAM is asked for",
        assertThrows(IllegalArgumentException.class, () -> client.scan(r -> r.tableName(TABLE)))
            .getMessage());
  }

  /** Lambda itself attaches the function to its network, with the same role. */
  @Test
  void theCodeIsDeniedTheNetworkInterfacesThatLambdaIsAllowed() {
    String resource = "arn:aws:ec2:us-east-1:000000000000:network-interface/eni-1";
    template
        .roles()
        .forEach((function, role) -> {
          Policy policy = Policy.of(role.policy());
          Map<String, String> code = Map.of(Access.SOURCE_FUNCTION, role.functionArn());
          assertEquals(
              Decision.ALLOWED,
              policy.decide(new Access("ec2:CreateNetworkInterface", resource, Map.of())),
              function);
          assertEquals(
              Decision.EXPLICITLY_DENIED,
              policy.decide(new Access("ec2:CreateNetworkInterface", resource, code)),
              function);
        });
  }

  private static void assertRefused(String action, String resource, DynamoDbException refusal) {
    String message = refusal.awsErrorDetails().errorMessage();
    assertEquals(
        "is not authorized to perform: "
            + action
            + " on resource: "
            + resource
            + " because no identity-based policy allows the "
            + action
            + " action",
        message.substring(message.indexOf("is not")));
  }

  private static DynamoDbException refusal(String function, Consumer<DynamoDbClient> request) {
    DynamoDbClient client = client(function);
    return assertThrows(DynamoDbException.class, () -> request.accept(client));
  }

  private static DynamoDbClient client(String function) {
    return NOWHERE.tablesBehind(new PolicyEnforcer(template, function));
  }

  private static void query(DynamoDbClient client, String index, String attribute, String value) {
    client.query(request ->
        request
            .tableName(TABLE)
            .indexName(index)
            .keyConditionExpression("#key = :key AND #sk > :sk")
            .expressionAttributeNames(Map.of("#key", attribute, "#sk", "sk"))
            .expressionAttributeValues(
                Map.of(":key", AttributeValue.fromS(value), ":sk", AttributeValue.fromS("0"))));
  }

  private static Map<String, AttributeValue> key(String pk) {
    return Map.of("pk", AttributeValue.fromS(pk), "sk", AttributeValue.fromS("1"));
  }
}
