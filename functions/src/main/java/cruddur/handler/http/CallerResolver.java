package cruddur.handler.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import cruddur.invocation.Invocation;
import cruddur.messaging.ErrorCode;
import cruddur.messaging.RequestRefusedException;
import cruddur.messaging.port.row.UserProfile;
import cruddur.messaging.users.Profiles;
import java.util.Map;
import java.util.Optional;

/** Resolves the caller, by the {@code sub} of the access token that API Gateway has verified. */
public final class CallerResolver {

  private final Profiles profiles;

  public CallerResolver(Profiles profiles) {
    this.profiles = profiles;
  }

  /**
   * The caller's profile, also noted in the current invocation for the log.
   *
   * @throws RequestRefusedException if the token is not an access token, which the route's scope
   *     already requires, or if the sign-in has no profile
   */
  public UserProfile resolve(APIGatewayV2HTTPEvent event) {
    Map<String, String> claims = claims(event);
    String sub = claims.get("sub");
    if (sub == null || sub.isBlank() || !"access".equals(claims.get("token_use"))) {
      throw new RequestRefusedException(ErrorCode.ACCESS_TOKEN_REQUIRED);
    }
    UserProfile caller =
        profiles
            .bySignIn(sub)
            .orElseThrow(() -> new RequestRefusedException(ErrorCode.PROFILE_MISSING));
    Invocation.current().ifPresent(invocation -> invocation.setCaller(caller.uuid()));
    return caller;
  }

  private static Map<String, String> claims(APIGatewayV2HTTPEvent event) {
    return Optional.ofNullable(event.getRequestContext())
        .map(APIGatewayV2HTTPEvent.RequestContext::getAuthorizer)
        .map(APIGatewayV2HTTPEvent.RequestContext.Authorizer::getJwt)
        .map(APIGatewayV2HTTPEvent.RequestContext.Authorizer.JWT::getClaims)
        .orElseGet(Map::of);
  }
}
