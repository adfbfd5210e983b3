package cruddur.local.cognito;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jwt.SignedJWT;
import cruddur.local.lambda.FunctionError;
import cruddur.local.lambda.Invocable;
import cruddur.local.route.HttpApiResponse;
import cruddur.toolkit.sample.LocalUser;
import cruddur.toolkit.template.HttpApiDefinition;
import cruddur.toolkit.template.UserPoolDefinition;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.text.ParseException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalUserPoolTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-22T13:07:40Z"));
  private static final HttpApiDefinition.Authorizer AUTHORIZER =
      new HttpApiDefinition.Authorizer(
          "$request.header.Authorization",
          "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_local",
          List.of("local-client"),
          List.of("aws.cognito.signin.user.admin"));
  private static final String RIVER =
      "{\"handle\":\"river\",\"display_name\":\"River Example\",\"email\":\"river@example.com\"}";

  @TempDir Path directory;

  private final Iterator<String> ids =
      IntStream.iterate(1, i -> i + 1).mapToObj(i -> "id-" + i).iterator();
  private final List<String> events = new ArrayList<>();
  private String refusal;

  @Test
  void aSignUpInvokesTheTriggersOfCognito() {
    assertEquals(
        "200 {\"sub\":\"id-1\",\"handle\":\"river\",\"display_name\":\"River Example\"}",
        post("sign-up", RIVER, pool(Optional.empty())));

    assertEquals(
        List.of(
            """
            PreSignUp {"version":"1","region":"us-east-1","userPoolId":"us-east-1_local","userName":"id-1",\
            "callerContext":{"awsSdkVersion":"aws-sdk-unknown-unknown","clientId":"local-client"},\
            "triggerSource":"PreSignUp_SignUp","request":{"userAttributes":{"name":"River Example",\
            "preferred_username":"river","email":"river@example.com"},"validationData":null},\
            "response":{"autoConfirmUser":false,"autoVerifyEmail":false,"autoVerifyPhone":false}}\
            """,
            """
            PostConfirmation {"version":"1","region":"us-east-1","userPoolId":"us-east-1_local","userName":"id-1",\
            "callerContext":{"awsSdkVersion":"aws-sdk-unknown-unknown","clientId":"local-client"},\
            "triggerSource":"PostConfirmation_ConfirmSignUp","request":{"userAttributes":{"name":"River Example",\
            "preferred_username":"river","email":"river@example.com","sub":"id-1",\
            "cognito:user_status":"CONFIRMED","email_verified":"true"}},"response":{}}\
            """),
        events);
  }

  @Test
  void aSignInInvokesThePostAuthenticationTrigger() {
    LocalUserPool pool = pool(Optional.empty());
    post("sign-up", RIVER, pool);
    events.clear();

    assertTrue(
        post("token", "{\"handle\":\"River\"}", pool).startsWith("200 {\"access_token\":\""));

    assertEquals(
        List.of(
            """
            PostAuthentication {"version":"1","region":"us-east-1","userPoolId":"us-east-1_local","userName":"id-1",\
            "callerContext":{"awsSdkVersion":"aws-sdk-unknown-unknown","clientId":"local-client"},\
            "triggerSource":"PostAuthentication_Authentication","request":{"userAttributes":{"name":"River Example",\
            "preferred_username":"river","email":"river@example.com","sub":"id-1",\
            "cognito:user_status":"CONFIRMED","email_verified":"true"},"newDeviceUsed":false},"response":{}}\
            """),
        events);
  }

  @Test
  void anAccessTokenHasCognitosClaims() throws ParseException, JOSEException, RefusedException {
    LocalUserPool pool = pool(Optional.empty());
    SignedJWT token =
        SignedJWT.parse(pool.signIn(pool.signUp("river", "River Example", "river@example.com")));

    assertTrue(
        token.verify(
            new RSASSAVerifier(
                issuer.keys().getKeyByKeyId(token.getHeader().getKeyID()).toRSAKey())));
    assertEquals(
        Map.ofEntries(
            Map.entry("sub", "id-1"),
            Map.entry("iss", AUTHORIZER.issuer()),
            Map.entry("client_id", "local-client"),
            Map.entry("origin_jti", "id-2"),
            Map.entry("event_id", "id-3"),
            Map.entry("token_use", "access"),
            Map.entry("scope", "aws.cognito.signin.user.admin"),
            Map.entry("auth_time", 1795352860L),
            Map.entry("iat", 1795352860L),
            Map.entry("exp", 1795356460L),
            Map.entry("jti", "id-4"),
            Map.entry("username", "id-1")),
        token.getJWTClaimsSet().toJSONObject());
  }

  @Test
  void anIdTokenIsForTheClientAndHasNoScope() throws ParseException {
    SignedJWT token =
        SignedJWT.parse(
            issuer.idToken(new LocalUser("id-1", "river", "River Example", "river@example.com")));

    assertEquals("id", token.getJWTClaimsSet().getClaim("token_use"));
    assertEquals(List.of("local-client"), token.getJWTClaimsSet().getAudience());
    assertNull(token.getJWTClaimsSet().getClaim("scope"));
    assertNull(token.getJWTClaimsSet().getClaim("client_id"));
  }

  @Test
  void thePublishedKeyIsPublic() {
    assertTrue(issuer.keys().getKeys().stream().noneMatch(JWK::isPrivate));
    assertEquals(1, issuer.keys().size());
  }

  @Test
  void aRefusedSignUpChangesNothing() {
    LocalUserPool pool = pool(Optional.of(directory));
    refusal = "This handle is taken.";

    assertEquals(
        "422 [\"PreSignUp failed with error This handle is taken.\"]",
        post("sign-up", RIVER, pool));
    assertEquals(Optional.empty(), pool.find("river"));
    assertFalse(Files.exists(directory.resolve("users.json")));
  }

  @Test
  void anEmailInUseIsRefusedBeforeAnyTrigger() {
    LocalUserPool pool = pool(Optional.empty());
    post("sign-up", RIVER, pool);
    events.clear();

    assertEquals(
        "422 [\"email_taken\"]",
        post("sign-up", RIVER.replace("\"river\"", "\"brook\"").replace("river@", "RIVER@"), pool));
    assertEquals(List.of(), events);
    assertEquals(Optional.empty(), pool.find("brook"));
  }

  @Test
  void aCaseSensitivePoolTakesEmailsThatDifferInCaseForDifferent() {
    LocalUserPool pool = pool(Optional.empty(), true);
    post("sign-up", RIVER, pool);

    assertEquals(
        "422 [\"email_taken\"]", post("sign-up", RIVER.replace("\"river\"", "\"brook\""), pool));
    assertEquals(
        "200 {\"sub\":\"id-3\",\"handle\":\"brook\",\"display_name\":\"River Example\"}",
        post("sign-up", RIVER.replace("\"river\"", "\"brook\"").replace("river@", "RIVER@"), pool));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sign-up | | 400 [\"body_not_json_object\"]",
        "sign-up | [] | 400 [\"body_not_json_object\"]",
        "sign-up | {} | 422 [\"handle_blank\"]",
        "sign-up | {\"handle\":7} | 422 [\"handle_blank\"]",
        "sign-up | {\"handle\":\"a\",\"display_name\":\" \"} | 422 [\"display_name_blank\"]",
        "sign-up | {\"handle\":\"a\",\"display_name\":\"A\",\"email\":null} | 422 [\"email_blank\"]",
        "sign-up | {\"handle\":\"a\",\"display_name\":\"A\",\"email\":\"a\"} | 422 [\"email_invalid\"]",
        "token | {{ | 400 [\"body_not_json_object\"]",
        "token | {} | 422 [\"handle_blank\"]",
        "token | {\"handle\":\"nobody\"} | 404 [\"user_not_found\"]",
        "delete-user | {} | 422 [\"handle_blank\"]",
        "delete-user | {\"handle\":\"nobody\"} | 404 [\"user_not_found\"]",
      })
  void invalidInputIsOneCode(String route, String body, String response) {
    assertEquals(response, post(route, body == null ? "" : body, pool(Optional.empty())));
    assertEquals(List.of(), events);
  }

  @Test
  void aDeletedUserStaysDeleted() {
    LocalUserPool pool = pool(Optional.of(directory));
    post("sign-up", RIVER, pool);
    events.clear();

    assertEquals("200 {\"sub\":\"id-1\"}", post("delete-user", "{\"handle\":\"River\"}", pool));
    assertEquals(Optional.empty(), pool.find("river"));
    assertEquals(Optional.empty(), pool(Optional.of(directory)).find("river"));
    assertEquals(List.of(), events);
  }

  @Test
  void usersAndKeyAreKeptInFilesThatOnlyTheirOwnerCanRead() throws IOException {
    post("sign-up", RIVER, pool(Optional.of(directory)));
    Issuer first = issuer(Optional.of(directory));
    Issuer second = issuer(Optional.of(directory));

    assertEquals(
        Optional.of(new LocalUser("id-1", "river", "River Example", "river@example.com")),
        pool(Optional.of(directory)).find("river"));
    assertEquals(first.keys(), second.keys());
    for (String file : List.of("users.json", "issuer-key.json")) {
      assertEquals(
          PosixFilePermissions.fromString("rw-------"),
          Files.getPosixFilePermissions(directory.resolve(file)),
          file);
    }
  }

  private final Issuer issuer = issuer(Optional.empty());

  private Issuer issuer(Optional<Path> data) {
    return Issuer.of(AUTHORIZER, data, CLOCK, ids::next);
  }

  private LocalUserPool pool(Optional<Path> data) {
    return pool(data, false);
  }

  private LocalUserPool pool(Optional<Path> data, boolean isCaseSensitive) {
    return new LocalUserPool(
        issuer,
        new UserPoolDefinition(Map.of(), isCaseSensitive),
        Map.of(
            "PreSignUp", trigger("PreSignUp"),
            "PostConfirmation", trigger("PostConfirmation"),
            "PostAuthentication", trigger("PostAuthentication")),
        data,
        ids::next);
  }

  private Invocable trigger(String name) {
    return event -> {
      events.add(name + " " + new String(event, StandardCharsets.UTF_8));
      if (refusal != null) {
        throw new FunctionError("SignUpRefused", refusal);
      }
      return event;
    };
  }

  private String post(String route, String body, LocalUserPool pool) {
    HttpApiResponse response =
        new UserPoolRoutes(pool, issuer)
            .handlers()
            .get("POST /local/" + route)
            .respond(body.getBytes(StandardCharsets.UTF_8));
    return response.status() + " " + new String(response.body(), StandardCharsets.UTF_8);
  }
}
