package cruddur.handler.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import cruddur.invocation.Invocation;
import cruddur.messaging.ErrorCode;
import cruddur.messaging.Result;
import cruddur.messaging.port.row.UserProfile;
import cruddur.messaging.users.Profiles;
import java.util.Map;
import java.util.Optional;

/**
 * Who calls: the {@code sub} of the access token that API Gateway has verified, and nothing else of
 * the request.
 *
 * <p>{@link ErrorCode#ACCESS_TOKEN_REQUIRED} where the verified token is no access token; the
 * route's scope keeps ID tokens away already, and this holds should the scope ever be lost. {@link
 * Refusal#PROFILE_MISSING} for a sign-in without a profile.
 */
public final class CallerResolver {

  private final Profiles profiles;

  public CallerResolver(Profiles profiles) {
    this.profiles = profiles;
  }

  public Result<UserProfile> of(APIGatewayV2HTTPEvent event) {
    Map<String, String> claims = claims(event);
    String sub = claims.get("sub");
    if (sub == null || sub.isBlank() || !"access".equals(claims.get("token_use"))) {
      return Result.refused(ErrorCode.ACCESS_TOKEN_REQUIRED);
    }
    Optional<UserProfile> caller = profiles.bySignIn(sub);
    caller.ifPresent(CallerResolver::note);
    return caller.map(Result::accepted).orElseGet(() -> Result.refused(ErrorCode.PROFILE_MISSING));
  }

  /** For the log. */
  private static void note(UserProfile caller) {
    Invocation.current().ifPresent(invocation -> invocation.isFor(caller.uuid()));
  }

  private static Map<String, String> claims(APIGatewayV2HTTPEvent event) {
    return Optional.ofNullable(event.getRequestContext())
        .map(APIGatewayV2HTTPEvent.RequestContext::getAuthorizer)
        .map(APIGatewayV2HTTPEvent.RequestContext.Authorizer::getJwt)
        .map(APIGatewayV2HTTPEvent.RequestContext.Authorizer.JWT::getClaims)
        .orElseGet(Map::of);
  }
}
