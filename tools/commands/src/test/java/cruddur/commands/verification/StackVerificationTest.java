package cruddur.commands.verification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import cruddur.commands.fixture.CommandRun;
import cruddur.commands.fixture.MotoServer;
import cruddur.commands.fixture.SystemUnderTest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeDataType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ExplicitAuthFlowsType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SchemaAttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UsernameAttributeType;

/**
 * verify against a stack in moto, with the SDK's real clients. moto stores users and signs them in,
 * but calls no triggers and serves no HTTP API. A local system serves the API, and the missing
 * profiles must be the first failure.
 */
@EnabledIf(
    value = "cruddur.commands.fixture.MotoServer#isInstalled",
    disabledReason = "it needs moto's server: -Dmoto.server=PATH of moto_server")
class StackVerificationTest {

  private static final String STACK = "cruddur-test";

  /** The part of template.yaml that the command needs and moto can create. */
  private static final String TEMPLATE =
      """
      Parameters:
        AllowedOrigins: {Type: String}
        ExistingUserPool: {Type: String, Default: ""}
        ApiAddress: {Type: String}
        UserPool: {Type: String}
        UserPoolClient: {Type: String}
        AlarmAddress: {Type: String, Default: on-call@example.com}
      Resources:
        Alarms:
          Type: AWS::SNS::Topic
          Properties: {Subscription: [{Protocol: email, Endpoint: !Ref AlarmAddress}]}
        Table:
          Type: AWS::DynamoDB::Table
          Properties:
            BillingMode: PAY_PER_REQUEST
            AttributeDefinitions: [{AttributeName: pk, AttributeType: S}, {AttributeName: sk, AttributeType: S}]
            KeySchema: [{AttributeName: pk, KeyType: HASH}, {AttributeName: sk, KeyType: RANGE}]
        RegisterUserLog:
          Type: AWS::Logs::LogGroup
          Properties: {LogGroupName: !Sub "${AWS::StackName}-register-user-log"}
      Outputs:
        ApiAddress: {Value: !Ref ApiAddress}
        UserPoolId: {Value: !Ref UserPool}
        UserPoolClientId: {Value: !Ref UserPoolClient}
        MessagesTableName: {Value: !Ref Table}
        FailedBatchesUrl: {Value: "https://sqs.example/failed"}
      """;

  @TempDir static Path directory;

  private static MotoServer moto;
  private static SystemUnderTest api;
  private static CognitoIdentityProviderClient pool;
  private static String userPoolId;

  @BeforeAll
  static void start() throws Exception {
    moto = MotoServer.start(directory.resolve("moto.log"));
    api = SystemUnderTest.start(SystemUnderTest.TEMPLATE);
    pool =
        CognitoIdentityProviderClient.builder()
            .httpClient(UrlConnectionHttpClient.create())
            .build();
    userPoolId = createUserPool();
    createStack(STACK);
  }

  private static void createStack(String name, Parameter... more) {
    List<Parameter> parameters = new ArrayList<>(List.of(more));
    parameters.add(parameter("AllowedOrigins", "http://localhost:3000,https://app.example"));
    parameters.add(parameter("ApiAddress", api.api().toString()));
    parameters.add(parameter("UserPool", userPoolId));
    parameters.add(parameter("UserPoolClient", createUserPoolClient()));
    try (CloudFormationClient stacks =
        CloudFormationClient.builder().httpClient(UrlConnectionHttpClient.create()).build()) {
      stacks.createStack(
          request -> request.stackName(name).templateBody(TEMPLATE).parameters(parameters));
    }
  }

  @AfterAll
  static void stop() {
    if (pool != null) {
      pool.close();
    }
    if (api != null) {
      api.close();
    }
    if (moto != null) {
      moto.close();
    }
  }

  @Test
  void usersAreCreatedSignedInAndRemovedThroughCognito() throws Exception {
    CommandRun run = CommandRun.of("verify", STACK, "--json");

    assertEquals(1, run.exitCode(), run::err);
    JsonNode checks = new JsonMapper().readTree(run.out()).path("checks");
    assertEquals(
        List.of("ok", "ok", "ok", "ok", "failed", "ok", "ok", "ok", "failed"),
        outcomes(checks).subList(0, 9),
        checks::toPrettyString);
    assertEquals(
        "pages of http://localhost:3000 may call the API",
        checks.path(2).path("check").textValue());
    assertEquals(
        "the function is not active, or your credentials do not allow lambda:InvokeFunction",
        checks.path(4).path("likely").textValue());
    assertEquals("on-call@example.com is confirmed", checks.path(5).path("seen").textValue());
    assertEquals("users can sign in", checks.path(7).path("check").textValue());
    assertEquals(
        "RegisterUser was not called when the user signed in, or failed",
        checks.path(8).path("likely").textValue());
    assertTrue(
        checks
            .path(8)
            .path("look_at")
            .textValue()
            .endsWith("aws logs tail cruddur-test-register-user-log"),
        checks.path(8)::toString);
    assertEquals("ok", outcomes(checks).getLast());
    assertEquals(
        "3 users and 0 items removed", checks.path(checks.size() - 1).path("seen").textValue());
    assertEquals(List.of(), users());
  }

  @Test
  void otherCommandsUseTheTableAndTheUserPoolOfTheStack() {
    CommandRun scan = CommandRun.of("scan", "--prod", "--stack", STACK);

    assertEquals(0, scan.exitCode(), scan::err);
    assertTrue(
        scan.err().startsWith("AWS account 123456789012, region us-east-1, table " + STACK),
        scan::err);
    assertEquals(new CommandRun(0, "", ""), CommandRun.of("list-users", "--stack", STACK));
    assertEquals(
        new CommandRun(2, "", "--stack requires --prod\n"),
        CommandRun.of("scan", "--stack", STACK));
    assertEquals(
        new CommandRun(2, "", "Give --table or --stack, not both\n"),
        CommandRun.of("scan", "--prod", "--stack", STACK, "--table", "another"));
  }

  /** Its pool would get users that nobody has asked for. */
  @Test
  void aStackWithAnExistingUserPoolIsNotVerified() {
    createStack("with-existing-pool", parameter("ExistingUserPool", userPoolId));

    assertEquals(
        new CommandRun(
            1,
            "",
            "Stack with-existing-pool uses an existing user pool and cannot be verified: test users in that pool would get"
                + " no profile.\n"),
        CommandRun.of("verify", "with-existing-pool"));
    assertEquals(List.of(), users());
  }

  @Test
  void aStackThatDoesNotExistIsExitCode1() {
    assertEquals(
        new CommandRun(
            1,
            "",
            "Stack no-such-stack does not exist in us-east-1. Name another stack, or give its region with --region.\n"),
        CommandRun.of("verify", "no-such-stack"));
  }

  /** The credentials of the environment are not used instead: they may be another account's. */
  @Test
  void aProfileThatDoesNotExistIsExitCode1() {
    assertEquals(
        new CommandRun(
            1,
            "",
            "There is no such profile with credentials in your AWS configuration: sign in, or name another with --profile\n"),
        CommandRun.of("verify", STACK, "--profile", "unknown"));
  }

  private static String createUserPool() {
    return pool.createUserPool(request ->
            request
                .poolName("users")
                .usernameAttributes(UsernameAttributeType.EMAIL)
                .schema(
                    SchemaAttributeType.builder()
                        .name("preferred_username")
                        .attributeDataType(AttributeDataType.STRING)
                        .mutable(false)
                        .required(true)
                        .build()))
        .userPool()
        .id();
  }

  private static String createUserPoolClient() {
    return pool.createUserPoolClient(request ->
            request
                .userPoolId(userPoolId)
                .clientName("web")
                .explicitAuthFlows(
                    ExplicitAuthFlowsType.ALLOW_ADMIN_USER_PASSWORD_AUTH,
                    ExplicitAuthFlowsType.ALLOW_REFRESH_TOKEN_AUTH))
        .userPoolClient()
        .clientId();
  }

  private static Parameter parameter(String key, String value) {
    return Parameter.builder().parameterKey(key).parameterValue(value).build();
  }

  private static List<String> users() {
    return pool.listUsers(request -> request.userPoolId(userPoolId)).users().stream()
        .map(UserType::username)
        .toList();
  }

  private static List<String> outcomes(JsonNode checks) {
    return StreamSupport.stream(checks.spliterator(), false)
        .map(check -> check.path("outcome").textValue())
        .toList();
  }
}
