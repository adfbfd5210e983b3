package cruddur.toolkit.template;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cruddur.toolkit.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateTest {
  private static final Path FILE = Path.of("..", "..", "template.yaml");

  @TempDir Path directory;

  @Test
  void tablePropertiesAreResolved() throws IOException {
    Map<String, Object> table = Template.read(FILE, Map.of("TableName", "another")).table();

    assertEquals("another", table.get("TableName"));
    assertEquals(
        Map.of("AttributeName", "expires_at", "Enabled", true),
        table.get("TimeToLiveSpecification"));
    assertEquals(
        List.of(
            Map.of("AttributeName", "pk", "KeyType", "HASH"),
            Map.of("AttributeName", "sk", "KeyType", "RANGE")),
        table.get("KeySchema"));
  }

  @Test
  void aPropertyWithoutAValueIsLeftOut() throws IOException {
    assertFalse(Template.read(FILE, Map.of()).table().containsKey("WarmThroughput"));
    assertEquals(
        Map.of("WriteUnitsPerSecond", "9000"),
        Template.read(FILE, Map.of("WarmWriteUnits", "9000")).table().get("WarmThroughput"));
  }

  @Test
  void aFunctionHasGlobalPropertiesAndItsOwn() throws IOException {
    assertEquals(
        new FunctionDefinition(
            "RegisterUser",
            "cruddur.handler.RegisterUser",
            "handleRequest",
            Map.of(
                "MESSAGES_TABLE",
                "cruddur-messages",
                "AWS_ENDPOINT_URL_DYNAMODB",
                "https://dynamodb.us-east-1.amazonaws.com"),
            Duration.ofSeconds(5),
            1024,
            "live",
            new EventSources(
                List.of(),
                Optional.empty(),
                Set.of("PreSignUp", "PostConfirmation", "PostAuthentication"),
                List.of(
                    new ScheduleDefinition(
                        Duration.ofDays(1),
                        "{\"triggerSource\":\"KeepAlive\",\"userName\":\"\",\"request\":{\"userAttributes\":{}}}")))),
        function("RegisterUser", Map.of()));
  }

  @Test
  void aVariableDependsOnItsCondition() throws IOException {
    assertEquals(
        Map.of(
            "MESSAGES_TABLE",
            "cruddur-messages",
            "AWS_ENDPOINT_URL_DYNAMODB",
            "http://localhost:8000"),
        function("ListMessages", Map.of("DynamoDbEndpoint", "http://localhost:8000"))
            .environment());
  }

  @Test
  void aRouteNeedsATokenUnlessItHasNoAuthorizer() throws IOException {
    assertEquals(
        List.of(new RouteDefinition("GET", "/api/messages/{message_group_uuid}", true)),
        function("ListMessages", Map.of()).events().routes());
    assertEquals(
        List.of(new RouteDefinition("GET", "/api/users/{handle}/short", false)),
        function("ShowUserShort", Map.of()).events().routes());
  }

  @Test
  void theStreamHasTheSettingsOfTheEvent() throws IOException {
    assertEquals(
        Optional.of(
            new StreamDefinition(
                1000,
                Duration.ZERO,
                1,
                true,
                true,
                10,
                Duration.ofHours(1),
                List.of(
                    "{\"eventName\":[\"INSERT\"],\"dynamodb\":{\"Keys\":{\"pk\":{\"S\":[{\"prefix\":\"MSG#\"}]}}}}"),
                "TRIM_HORIZON",
                Optional.of("arn:aws:sqs:us-east-1:000000000000:FailedBatches"))),
        function("RewriteMessageGroups", Map.of()).events().stream());
  }

  @Test
  void aRoleHasTheStatementsOfItsInlinePolicyThenThoseOfItsManagedPolicy() throws IOException {
    Map<String, Object> policy = Template.read(FILE, Map.of()).roles().get("RegisterUser").policy();

    assertEquals("2012-10-17", policy.get("Version"));
    assertEquals(
        List.of(
            "Profiles", "WriteLog", "NetworkInterfacesForLambda", "NoNetworkInterfacesForTheCode"),
        Json.node(policy).path("Statement").findValuesAsText("Sid"));
  }

  @Test
  void theApiHasOriginsAndAnAuthorizer() throws IOException {
    HttpApiDefinition api =
        Template.read(FILE, Map.of("AllowedOrigins", "http://a,http://b")).httpApi();

    assertEquals(
        new HttpApiDefinition(
            new HttpApiDefinition.Cors(
                List.of("http://a", "http://b"),
                List.of("GET", "POST", "PUT", "DELETE"),
                List.of(
                    "authorization",
                    "content-type",
                    "traceparent",
                    "idempotency-key",
                    "if-none-match"),
                List.of("link", "etag", "retry-after"),
                Duration.ofHours(1)),
            new HttpApiDefinition.Authorizer(
                "$request.header.Authorization",
                "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_local",
                List.of("local-client"),
                List.of("aws.cognito.signin.user.admin"))),
        api);
  }

  @Test
  void liveEventsHaveANamespaceWhoseSubscriptionsAFunctionAuthorizes() throws IOException {
    assertEquals(
        Optional.of(
            new EventApiDefinition(
                "^local-client$",
                "members",
                "arn:aws:appsync:us-east-1:000000000000:apis/LiveApi/channelNamespace/members",
                "AuthorizeSubscription")),
        Template.read(FILE, Map.of()).eventApi());
  }

  @Test
  void emailAddressesOfTheUserPoolAreNotCaseSensitive() throws IOException {
    assertFalse(Template.read(FILE, Map.of()).userPool().isCaseSensitive());
  }

  @Test
  void aUserPoolIsCaseSensitiveByDefault() throws IOException {
    String property = "      UsernameConfiguration: {CaseSensitive: false}\n";
    String template = Files.readString(FILE);
    assertTrue(template.contains(property));
    Path changed =
        Files.writeString(directory.resolve("changed.yaml"), template.replace(property, ""));

    assertTrue(Template.read(changed, Map.of()).userPool().isCaseSensitive());
  }

  @Test
  void theUserPoolSendsEmailFromTheIdentityOfTheParameters() throws IOException {
    String identity = "arn:aws:ses:us-east-1:123456789012:identity/example.com";
    assertEquals(Map.of("EmailSendingAccount", "COGNITO_DEFAULT"), emailConfiguration(Map.of()));
    assertEquals(
        Map.of("EmailSendingAccount", "DEVELOPER", "SourceArn", identity),
        emailConfiguration(Map.of("SenderIdentityArn", identity)));
    assertEquals(
        Map.of(
            "EmailSendingAccount",
            "DEVELOPER",
            "SourceArn",
            identity,
            "From",
            "Cruddur <no-reply@example.com>"),
        emailConfiguration(
            Map.of(
                "SenderIdentityArn", identity, "SenderAddress", "Cruddur <no-reply@example.com>")));
  }

  private static Object emailConfiguration(Map<String, String> parameters) throws IOException {
    return Template.read(FILE, parameters).userPool().properties().get("EmailConfiguration");
  }

  /** Each case changes one property of the real template. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "Outputs:                         | Hooks:                     | Hooks is not supported by the local system",
        "Type: AWS::SQS::Queue            | Type: AWS::S3::Bucket      | AWS::S3::Bucket is not supported by the local system",
        "BillingMode: PAY_PER_REQUEST     | BillingMode: !Select [0, [PAY_PER_REQUEST]] | !Select is not supported by the local system",
        "MemorySize: 1024                 | Tracing: Active            | Tracing is not supported by the local system",
        "MaxAge: 3600                     | AllowCredentials: true     | AllowCredentials is not supported by the local system",
        "BatchSize: 1000                  | TumblingWindowInSeconds: 1 | TumblingWindowInSeconds is not supported by the local system",
        "ParallelizationFactor: 1         | ParallelizationFactor: x   | ParallelizationFactor is not a whole number",
        "TableName: !If [HasTableName, !Ref TableName, !Ref AWS::StackName] | TableName: !Ref Nowhere | there is no parameter or resource Nowhere",
        "Stream: !GetAtt MessagesTable.StreamArn | Stream: !GetAtt MessagesTable.Name | !GetAtt MessagesTable.Name is not supported by the local system",
        "Type: Cognito                    | Type: S3                   | the event type S3 is not supported by the local system",
        "DeletionPolicy: RetainExceptOnCreate | Condition: HasDynamoDbEndpoint | Condition is not supported by the local system",
        "Schedule: rate(1 day)            | Schedule: cron(0 3 * * ? *) | the local system supports rates such as rate(1 day) only",
        "Role: !GetAtt ListMessagesRole.Arn | Role: !Sub arn:of/another   | the template has no role arn:of/another",
        "ManagedPolicyArns: [!Ref FunctionInVpcPolicy, | ManagedPolicyArns: [arn:of/another, | the template has no managed policy arn:of/another",
        "StreamSpecification: {StreamViewType: NEW_IMAGE} | StreamSpecification: {Ref: X} | Ref is supported in its short form only",
        "Type: CommaDelimitedList         | Type: List<Number>         | the parameter type List<Number> is not supported by the local system",
        "AutoVerifiedAttributes: [email]  | AliasAttributes: [email]   | AliasAttributes is not supported by the local system",
        "UsernameAttributes: [email]      | UsernameAttributes: [email, phone_number] | the local system supports sign-in by email address only",
        "{CaseSensitive: false}           | {CaseSensitive: maybe}     | CaseSensitive is neither true nor false",
        "Behavior: DIRECT                 | Behavior: CODE             | the local system supports direct Lambda functions of type REQUEST_RESPONSE only",
        "ConnectionAuthModes: [{AuthType: AMAZON_COGNITO_USER_POOLS}] | ConnectionAuthModes: [{AuthType: API_KEY}] | the local system supports AMAZON_COGNITO_USER_POOLS only",
        "DefaultPublishAuthModes: [{AuthType: AWS_IAM}] | DefaultPublishAuthModes: [{AuthType: AMAZON_COGNITO_USER_POOLS}] | the local system supports AWS_IAM only",
        "OnSubscribe:                      | OnPublish:                 | OnPublish is not supported by the local system",
        "LambdaFunctionArn: !Ref AuthorizeSubscription.Alias | LambdaFunctionArn: !Ref Nobody.Alias | there is no parameter or resource Nobody",
        "MESSAGES_TABLE: !If [HasTableName, | MESSAGES_TABLE: !If [Nowhere, | there is no condition Nowhere",
        "Fn::Contains: [[cn-north-1       | Fn::EachMemberIn: [[cn-north-1 | Fn::EachMemberIn is not supported by the local system",
        "Fn::Contains: [[cn-north-1, cn-northwest-1], | Fn::Contains: [cn-north-1, | Fn::Contains requires a list of strings",
      })
  void unsupportedPropertiesAreErrorsWithNameAndLine(
      String original, String replacement, String message) throws IOException {
    String template = Files.readString(FILE);
    int position = template.indexOf(original);
    Path changed =
        Files.writeString(
            directory.resolve("changed.yaml"), template.replace(original, replacement));

    String failure =
        assertThrows(TemplateException.class, () -> Template.read(changed, Map.of())).getMessage();

    long line = 1 + template.substring(0, position).chars().filter(c -> c == '\n').count();
    assertEquals("changed.yaml:" + line + ": " + message, failure);
  }

  private static FunctionDefinition function(String logicalId, Map<String, String> parameters)
      throws IOException {
    return Template.read(FILE, parameters).functions().stream()
        .filter(function -> function.logicalId().equals(logicalId))
        .findFirst()
        .orElseThrow();
  }
}
