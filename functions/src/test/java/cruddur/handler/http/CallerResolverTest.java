package cruddur.handler.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import cruddur.handler.fixture.ApiCall;
import cruddur.handler.fixture.ConversationFixture;
import cruddur.handler.fixture.FunctionResponse;
import cruddur.handler.fixture.JsonText;
import cruddur.handler.fixture.SampleUser;
import cruddur.messaging.ErrorCode;
import cruddur.messaging.RequestRefusedException;
import cruddur.messaging.port.row.UserProfile;
import cruddur.messaging.users.Profiles;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The caller is the subject of a verified access token, on every route that requires one. */
class CallerResolverTest extends ConversationFixture {

  @Test
  void aCallerWithoutAProfileIsRefused() {
    SampleUser withoutProfile =
        new SampleUser("5ab00000-0000-4000-8000-00000000ffff", new UserProfile("x", "x", "x"));

    allRefuse(withoutProfile.accessTokenClaims(), 403, "user_profile_missing");
  }

  @Test
  void anIdTokenIsRefused() {
    allRefuse(alpha.idTokenClaims(), 401, "access_token_required");
  }

  @Test
  void aRequestWithoutVerifiedClaimsIsRefused() {
    allRefuse(null, 401, "access_token_required");
    allRefuse(Map.of(), 401, "access_token_required");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sub", "token_use"})
  void aTokenWithoutThisClaimIsRefused(String claim) {
    Map<String, String> claims = new HashMap<>(alpha.accessTokenClaims());
    claims.remove(claim);
    allRefuse(claims, 401, "access_token_required");
    claims.put(claim, "");
    allRefuse(claims, 401, "access_token_required");
    claims.put(claim, " ");
    allRefuse(claims, 401, "access_token_required");
  }

  @Test
  void anEventWithoutAnAuthorizerIsRefused() {
    assertEquals(List.of(ErrorCode.ACCESS_TOKEN_REQUIRED), refusalOf(new APIGatewayV2HTTPEvent()));
    APIGatewayV2HTTPEvent event = system.listMessageGroups(alpha).event();
    event.getRequestContext().getAuthorizer().setJwt(null);
    assertEquals(List.of(ErrorCode.ACCESS_TOKEN_REQUIRED), refusalOf(event));
  }

  @Test
  void onlyTheSubjectIdentifiesTheCaller() {
    Map<String, String> claims = new HashMap<>(alpha.accessTokenClaims());
    claims.put("username", "beta");
    claims.put("preferred_username", "beta");
    claims.put("cognito:username", "beta");
    FunctionResponse response =
        system
            .createMessage(alpha, JsonText.object("message_group_uuid", group, "message", "hello"))
            .withClaims(claims)
            .header("x-user", "beta")
            .query("handle", "beta")
            .send();

    assertEquals("alpha", response.field("handle"));
  }

  private List<ErrorCode> refusalOf(APIGatewayV2HTTPEvent event) {
    CallerResolver callers = new CallerResolver(new Profiles(system.rows(), system.clock()));
    return assertThrows(RequestRefusedException.class, () -> callers.resolve(event)).codes();
  }

  private void allRefuse(Map<String, String> claims, int status, String code) {
    String body =
        JsonText.object("message_group_uuid", group, "handle", "beta", "message", "hello");
    List<ApiCall> calls =
        List.of(
            system.listMessages(alpha, group),
            system.listMessageGroups(alpha),
            system.createMessage(alpha, body),
            system.createMessageGroup(alpha, body));
    calls.forEach(call -> system.refuses(call.withClaims(claims), status, code));
  }
}
