package cruddur.commands.tables;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import cruddur.commands.fixture.CommandRun;
import cruddur.commands.fixture.MotoServer;
import cruddur.commands.fixture.SystemUnderTest;
import cruddur.commands.fixture.TableUnderTest;
import cruddur.messaging.Backoff;
import cruddur.messaging.TransactionRetrier;
import cruddur.messaging.UuidGenerator;
import cruddur.messaging.port.Rows;
import cruddur.messaging.port.row.UserProfile;
import cruddur.messaging.users.Profiles;
import cruddur.messaging.users.Registration;
import cruddur.messaging.users.Registration.Applicant;
import cruddur.messaging.users.Registration.HandleState;
import cruddur.messaging.users.Registration.Registrant;
import cruddur.messaging.users.ReservationKind;
import cruddur.store.dynamodb.DynamoDbRows;
import cruddur.toolkit.template.Template;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeDataType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateUserPoolRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeletionProtectionType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ExplicitAuthFlowsType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SchemaAttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UsernameAttributeType;

/**
 * A new stack for the table and the user pool that a deleted stack has kept: import-template on
 * DynamoDB Local and on moto's user pool. Only AWS can import; moto does not.
 */
@EnabledIf(
    value = "cruddur.commands.fixture.MotoServer#isInstalled",
    disabledReason = "requires -Dmoto.server=PATH of moto_server")
class ComingBackTest {

  private static final JsonMapper JSON = new JsonMapper();
  private static final String EMAIL = "river@example.com";
  private static final String PASSWORD = "a long pass phrase";

  private static final String PRINTED_POOL =
      """
      {"Type":"AWS::Cognito::UserPool",
       "DeletionPolicy":"Retain",
       "UpdateReplacePolicy":"Retain",
       "Properties":{
         "UsernameAttributes":["email"],
         "UsernameConfiguration":{"CaseSensitive":false},
         "Schema":[
           {"Name":"email","AttributeDataType":"String","Required":true,"Mutable":true},
           {"Name":"name","AttributeDataType":"String","Required":true,"Mutable":true,
            "StringAttributeConstraints":{"MinLength":"1","MaxLength":"50"}},
           {"Name":"preferred_username","AttributeDataType":"String","Required":true,"Mutable":false}],
         "DeletionProtection":"INACTIVE"}}
      """;

  @TempDir static Path directory;

  private static MotoServer moto;
  private static CognitoIdentityProviderClient cognito;

  @AutoClose private final TableUnderTest table = TableUnderTest.with();

  @BeforeAll
  static void start() throws Exception {
    moto = MotoServer.start(directory.resolve("moto.log"));
    cognito =
        CognitoIdentityProviderClient.builder()
            .httpClient(UrlConnectionHttpClient.create())
            .build();
  }

  @AfterAll
  static void stop() {
    if (cognito != null) {
      cognito.close();
    }
    if (moto != null) {
      moto.close();
    }
  }

  @Test
  void tableAndPoolArePrintedForOneImport() throws IOException {
    CommandRun run = table.run("import-template", "--user-pool", createPool(pool -> {}));

    assertEquals(0, run.exitCode(), run::toString);
    assertEquals("", run.err());
    JsonNode resources = JSON.readTree(run.out()).required("Resources");
    assertEquals(
        Set.of(ImportTemplate.TABLE, ImportTemplate.USER_POOL), Set.copyOf(names(resources)));
    assertEquals(
        JSON.readTree(table.run("import-template").out()).at("/Resources/MessagesTable"),
        resources.path(ImportTemplate.TABLE));
    assertEquals(JSON.readTree(PRINTED_POOL), resources.path(ImportTemplate.USER_POOL));
  }

  /** CloudFormation compares the two when the stack is deployed, and Cognito changes no schema. */
  @Test
  void whatCognitoNeverChangesIsPrintedAsTheTemplateDefinesIt() throws IOException {
    Map<String, Object> defined =
        Template.read(SystemUnderTest.TEMPLATE, Map.of()).userPool().properties();
    JsonNode printed = JSON.readTree(PRINTED_POOL).required("Properties");

    for (String property : List.of("UsernameAttributes", "UsernameConfiguration", "Schema")) {
      assertEquals(JSON.valueToTree(defined.get(property)), printed.path(property), property);
    }
    assertTrue(
        Files.readString(SystemUnderTest.TEMPLATE)
            .contains("\n  " + ImportTemplate.USER_POOL + ":\n    Type: AWS::Cognito::UserPool\n"));
  }

  @Test
  void aProtectedTableAndPoolStayProtected() throws IOException {
    String pool = createPool(request -> request.deletionProtection(DeletionProtectionType.ACTIVE));
    table
        .client()
        .updateTable(
            request -> request.tableName(TableUnderTest.NAME).deletionProtectionEnabled(true));

    CommandRun run = table.run("import-template", "--user-pool", pool);

    assertEquals(
        "Protected from deletion: table cruddur-messages, user pool %s. Deploy with DeletionProtection=true, otherwise the deployment removes the protection.\n"
            .formatted(pool),
        run.err());
    JsonNode resources = JSON.readTree(run.out()).required("Resources");
    assertTrue(resources.at("/MessagesTable/Properties/DeletionProtectionEnabled").asBoolean());
    assertEquals("ACTIVE", resources.at("/UserPool/Properties/DeletionProtection").asText());
  }

  @Test
  void aPoolThatDiffersInWhatCognitoNeverChangesIsNotPrinted() {
    String pool =
        cognito
            .createUserPool(request ->
                request
                    .poolName("another")
                    .schema(
                        attribute("email", false, true, 0, 2048),
                        attribute("name", false, true, 0, 2048),
                        attribute("preferred_username", true, true, 0, 2048),
                        attribute("nickname", true, true, 0, 2048),
                        attribute("address", false, true, 0, 2048)))
            .userPool()
            .id();

    assertEquals(
        new CommandRun(
            1,
            "",
            "User pool %s differs from template.yaml in what Cognito never changes, use it with the parameter ExistingUserPool instead: "
                    .formatted(pool)
                + "attribute email: String of 0 to 2048 characters, optional, mutable, should be String of 0 to 2048 characters, required, mutable; "
                + "attribute name: String of 0 to 2048 characters, optional, mutable, should be String of 1 to 50 characters, required, mutable; "
                + "attribute nickname: String of 0 to 2048 characters, required, mutable, should be optional; "
                + "attribute preferred_username: String of 0 to 2048 characters, required, mutable, should be String of 0 to 2048 characters, required, immutable; "
                + "email addresses: case-sensitive, should be case-insensitive; "
                + "sign-in by: user name, should be [email]\n"),
        table.run("import-template", "--user-pool", pool));
  }

  @Test
  void aMissingPoolIsOneLine() {
    assertEquals(
        new CommandRun(
            1,
            "",
            "User pool us-east-1_Missing does not exist in Cognito in us-east-1: name another with --user-pool\n"),
        table.run("import-template", "--user-pool", "us-east-1_Missing"));
  }

  @Test
  void usersSignInWithTheirOldPasswordsAndKeepTheirProfiles() throws IOException {
    String pool = createPool(request -> {});
    String oldClient = createClient(pool);
    String sub = createUser(pool, "river");
    Registrant river = new Registrant(sub, sub, Optional.of(EMAIL), "river", "River Example");
    assertEquals(HandleState.HELD, registration().complete(river));
    UserProfile profile = profile(sub);

    // The stack is deleted, and keeps table and pool.
    cognito.deleteUserPoolClient(request -> request.userPoolId(pool).clientId(oldClient));
    assertEquals(0, table.run("import-template", "--user-pool", pool).exitCode());

    // The new stack has a client of its own. Its triggers are left out: moto's UpdateUserPool
    // forgets how users sign in.
    String token = signIn(pool, createClient(pool));

    assertEquals(sub, subOf(token));
    assertEquals(profile, profile(subOf(token)));
    assertEquals(HandleState.HELD, registration().complete(river));
    assertEquals(profile, profile(sub));
    assertEquals(
        HandleState.TAKEN,
        registration()
            .reserve(
                ReservationKind.SIGN_UP, new Applicant("another", "brook@example.com", "river")));
  }

  private static String createPool(Consumer<CreateUserPoolRequest.Builder> change) {
    return cognito
        .createUserPool(request -> {
          request
              .poolName("kept")
              .usernameAttributes(UsernameAttributeType.EMAIL)
              .usernameConfiguration(names -> names.caseSensitive(false))
              .policies(policies ->
                  policies.passwordPolicy(policy ->
                      policy
                          .minimumLength(12)
                          .requireLowercase(false)
                          .requireUppercase(false)
                          .requireNumbers(false)
                          .requireSymbols(false)))
              .schema(
                  attribute("email", true, true, 0, 2048),
                  attribute("name", true, true, 1, 50),
                  attribute("preferred_username", true, false, 0, 2048));
          change.accept(request);
        })
        .userPool()
        .id();
  }

  private static SchemaAttributeType attribute(
      String name, boolean isRequired, boolean isMutable, int minLength, int maxLength) {
    return SchemaAttributeType.builder()
        .name(name)
        .attributeDataType(AttributeDataType.STRING)
        .required(isRequired)
        .mutable(isMutable)
        .stringAttributeConstraints(limits ->
            limits.minLength(String.valueOf(minLength)).maxLength(String.valueOf(maxLength)))
        .build();
  }

  private static String createClient(String pool) {
    return cognito
        .createUserPoolClient(request ->
            request
                .userPoolId(pool)
                .clientName("page")
                .explicitAuthFlows(ExplicitAuthFlowsType.ALLOW_ADMIN_USER_PASSWORD_AUTH))
        .userPoolClient()
        .clientId();
  }

  private static String createUser(String pool, String handle) {
    List<AttributeType> attributes =
        cognito
            .adminCreateUser(request ->
                request
                    .userPoolId(pool)
                    .username(EMAIL)
                    .userAttributes(
                        value("email", EMAIL),
                        value("name", "River Example"),
                        value("preferred_username", handle)))
            .user()
            .attributes();
    cognito.adminSetUserPassword(
        request -> request.userPoolId(pool).username(EMAIL).password(PASSWORD).permanent(true));
    return attributes.stream()
        .filter(attribute -> attribute.name().equals("sub"))
        .findFirst()
        .orElseThrow()
        .value();
  }

  private static AttributeType value(String name, String value) {
    return AttributeType.builder().name(name).value(value).build();
  }

  private static String signIn(String pool, String client) {
    return cognito
        .adminInitiateAuth(request ->
            request
                .userPoolId(pool)
                .clientId(client)
                .authFlow(AuthFlowType.ADMIN_USER_PASSWORD_AUTH)
                .authParameters(Map.of("USERNAME", EMAIL, "PASSWORD", PASSWORD)))
        .authenticationResult()
        .accessToken();
  }

  private static String subOf(String token) throws IOException {
    return JSON.readTree(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]))
        .path("sub")
        .asText();
  }

  private static List<String> names(JsonNode object) {
    return object.properties().stream().map(Map.Entry::getKey).toList();
  }

  private Rows rows() {
    return new DynamoDbRows(table.client(), TableUnderTest.NAME);
  }

  private Registration registration() {
    return new Registration(
        rows(),
        new TransactionRetrier(rows(), Backoff.JITTERED),
        InstantSource.system(),
        UuidGenerator.RANDOM);
  }

  private UserProfile profile(String sub) {
    return new Profiles(rows(), InstantSource.system()).bySignIn(sub).orElseThrow();
  }
}
