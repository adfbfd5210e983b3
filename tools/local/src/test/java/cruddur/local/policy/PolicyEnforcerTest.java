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
import java.util.Set;
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

/** Rejected requests are never sent: no server listens at the endpoint of these clients. */
class PolicyEnforcerTest {
  private static final DynamoDbEndpoint UNREACHABLE =
      DynamoDbEndpoint.at(URI.create("http://localhost:1"));
  private static final String TABLE = "cruddur-messages";
  private static final String TABLE_ARN = "arn:aws:dynamodb:us-east-1:000000000000:table/" + TABLE;

  private static Template template;

  @BeforeAll
  static void readTemplate() throws IOException {
    template = Template.read(Path.of("..", "..", "template.yaml"), Map.of());
  }

  @Test
  void aRejectionIsTheErrorOfAws() {
    DynamoDbException rejection =
        rejection(
            "ShowUserShort", client -> client.getItem(r -> r.tableName(TABLE).key(key("SUB#1"))));

    assertEquals(400, rejection.statusCode());
    assertEquals("AccessDeniedException", rejection.awsErrorDetails().errorCode());
    assertEquals(
        "User: arn:aws:sts::000000000000:assumed-role/ShowUserShortRole/ShowUserShort is not authorized to perform: "
            + "dynamodb:GetItem on resource: "
            + TABLE_ARN
            + " because no identity-based policy allows the dynamodb:GetItem action",
        rejection.awsErrorDetails().errorMessage());
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
  void aFunctionCannotGetOtherKeys(String function, String pk) {
    assertRejected(
        "dynamodb:GetItem",
        TABLE_ARN,
        rejection(function, client -> client.getItem(r -> r.tableName(TABLE).key(key(pk)))));
  }

  @ParameterizedTest
  @CsvSource({
    "ListMessages,         SUB#1",
    "ListMessageGroups,    DUO#1",
    "CreateMessage,        SUB#1",
    "CreateMessageGroup,   MBR#1",
    "RewriteMessageGroups, SUB#1",
    "MarkMessageGroupRead, MBR#1",
    "HideMessageGroup,     MBR#1",
    "ClearMessageGroup,    MBR#1",
    "ShowMe,               GRP#1",
    "NotifyMembers,        MSG#1",
    "ShowUserShort,        HDL#river",
    "RegisterUser,         HDL#river",
  })
  void aFunctionCannotQueryOtherKeys(String function, String pk) {
    assertRejected(
        "dynamodb:Query", TABLE_ARN, rejection(function, client -> query(client, null, "pk", pk)));
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
  void aFunctionCannotPutOtherKeys(String function, String pk) {
    assertRejected(
        "dynamodb:PutItem",
        TABLE_ARN,
        rejection(function, client -> client.putItem(r -> r.tableName(TABLE).item(key(pk)))));
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
  void aFunctionCannotDeleteOtherKeys(String function, String pk) {
    assertRejected(
        "dynamodb:DeleteItem",
        TABLE_ARN,
        rejection(function, client -> client.deleteItem(r -> r.tableName(TABLE).key(key(pk)))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ListMessageGroups", "CreateMessageGroup", "ShowUserShort", "RegisterUser"})
  void aFunctionWithoutTheGrantCannotQueryTheIndex(String function) {
    assertRejected(
        "dynamodb:Query",
        TABLE_ARN + "/index/message-group-sk-index",
        rejection(
            function,
            client -> query(client, "message-group-sk-index", "message_group_uuid", "uuid-1")));
  }

  @Test
  void noFunctionCanReadAnotherTable() {
    assertRejected(
        "dynamodb:GetItem",
        "arn:aws:dynamodb:us-east-1:000000000000:table/another",
        rejection(
            "ShowUserShort",
            client -> client.getItem(r -> r.tableName("another").key(key("HDL#river")))));
  }

  @Test
  void aTransactionIsRejectedForOneOfItsParts() {
    TransactWriteItem put =
        TransactWriteItem.builder().put(p -> p.tableName(TABLE).item(key("MSG#1"))).build();
    TransactWriteItem delete =
        TransactWriteItem.builder().delete(d -> d.tableName(TABLE).key(key("MSG#1"))).build();

    assertRejected(
        "dynamodb:DeleteItem",
        TABLE_ARN,
        rejection(
            "CreateMessageGroup",
            client ->
                client.transactWriteItems(transaction -> transaction.transactItems(put, delete))));
  }

  @Test
  void anUnsupportedRequestIsAnErrorWithItsName() {
    DynamoDbClient client = client("ListMessages");

    assertEquals(
        "ScanRequest is not checked against policies yet: add it to RequestedAccess",
        assertThrows(IllegalArgumentException.class, () -> client.scan(r -> r.tableName(TABLE)))
            .getMessage());
  }

  private static final Set<String> OUTSIDE_THE_VPC =
      Set.of("AuthorizeSubscription", "NotifyMembers");

  /** Lambda attaches the function to the VPC with the same role. */
  @Test
  void networkInterfacesAreAllowedToLambdaAndDeniedToTheCode() {
    String resource = "arn:aws:ec2:us-east-1:000000000000:network-interface/eni-1";
    template
        .roles()
        .forEach((function, role) -> {
          if (OUTSIDE_THE_VPC.contains(function)) {
            return;
          }
          Policy policy = Policy.of(role.policy());
          Map<String, String> fromCode = Map.of(Access.SOURCE_FUNCTION, role.functionArn());
          assertEquals(
              Decision.ALLOWED,
              policy.decide(new Access("ec2:CreateNetworkInterface", resource, Map.of())),
              function);
          assertEquals(
              Decision.EXPLICITLY_DENIED,
              policy.decide(new Access("ec2:CreateNetworkInterface", resource, fromCode)),
              function);
        });
  }

  private static void assertRejected(String action, String resource, DynamoDbException rejection) {
    String message = rejection.awsErrorDetails().errorMessage();
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

  private static DynamoDbException rejection(String function, Consumer<DynamoDbClient> request) {
    DynamoDbClient client = client(function);
    return assertThrows(DynamoDbException.class, () -> request.accept(client));
  }

  private static DynamoDbClient client(String function) {
    return UNREACHABLE.tablesBehind(new PolicyEnforcer(template, function));
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
