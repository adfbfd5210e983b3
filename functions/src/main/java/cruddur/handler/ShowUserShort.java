package cruddur.handler;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import cruddur.handler.http.ApiRequestRunner;
import cruddur.handler.http.ClientNetwork;
import cruddur.handler.http.PathParameters;
import cruddur.handler.http.ResponseJson;
import cruddur.handler.http.Responses;
import cruddur.handler.snapstart.Priming;
import cruddur.messaging.ErrorCode;
import cruddur.messaging.Result;
import cruddur.messaging.TextInput;
import cruddur.messaging.limits.RateLimits;
import cruddur.messaging.port.row.UserProfile;
import cruddur.messaging.users.Profiles;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Users short: {@code GET /api/users/{handle}/short}, public; the handle is written {@code @name}.
 *
 * <p>200 with {@code {uuid, handle, display_name}}; 404 for a handle that nobody has, or that no
 * handle can be; 429 with {@code Retry-After} for too many from one address.
 */
public final class ShowUserShort
    implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {

  private final ApiRequestRunner requests;
  private final Profiles profiles;
  private final RateLimits limits;

  public ShowUserShort() {
    this(Wiring.fromEnvironment());
    Priming.beforeSnapshotOf(this, APIGatewayV2HTTPEvent.class, APIGatewayV2HTTPResponse.class);
  }

  public ShowUserShort(Wiring wiring) {
    this.requests = wiring.requests();
    this.profiles = wiring.profiles();
    this.limits = wiring.rateLimits();
  }

  @Override
  public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
    return requests.respond(
        event,
        context,
        () ->
            handle(PathParameters.of(event, "handle"))
                .map(handle -> limited(event, () -> owner(handle)))
                .orElseGet(() -> Result.refused(ErrorCode.USER_NOT_FOUND))
                .map(user -> Responses.ok(ResponseJson.user(user))));
  }

  private Result<UserProfile> limited(
      APIGatewayV2HTTPEvent event, Supplier<Result<UserProfile>> lookup) {
    return ClientNetwork.of(event).map(network -> limits.lookup(network, lookup)).orElseGet(lookup);
  }

  private Result<UserProfile> owner(String handle) {
    return profiles
        .byHandle(handle)
        .map(Result::accepted)
        .orElseGet(() -> Result.refused(ErrorCode.USER_NOT_FOUND));
  }

  private static Optional<String> handle(String written) {
    return written.startsWith("@")
            && TextInput.of(written.substring(1)) instanceof TextInput.Text(String handle)
        ? Optional.of(handle)
        : Optional.empty();
  }
}
