package cruddur.handler;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import cruddur.handler.http.ClientNetwork;
import cruddur.handler.http.PathParameters;
import cruddur.handler.http.ResponseJson;
import cruddur.handler.http.Responses;
import cruddur.messaging.ErrorCode;
import cruddur.messaging.RequestRefusedException;
import cruddur.messaging.TextInput;
import cruddur.messaging.limits.RateLimits;
import cruddur.messaging.port.row.UserProfile;
import cruddur.messaging.users.Profiles;
import java.util.Optional;

/**
 * {@code GET /api/users/{handle}/short}, public; the handle is written {@code @name}. 200 with
 * {@code {uuid, handle, display_name}}.
 */
public final class ShowUserShort extends ApiHandler {

  private final Profiles profiles;
  private final RateLimits limits;

  public ShowUserShort() {
    this(Wiring.fromEnvironment());
    primeBeforeSnapshot();
  }

  public ShowUserShort(Wiring wiring) {
    super(wiring);
    this.profiles = wiring.profiles();
    this.limits = wiring.rateLimits();
  }

  @Override
  APIGatewayV2HTTPResponse respond(APIGatewayV2HTTPEvent event) {
    String handle = handle(PathParameters.of(event, "handle")).orElseThrow(ShowUserShort::notFound);
    ClientNetwork.of(event).ifPresent(limits::countLookup);
    UserProfile user = profiles.byHandle(handle).orElseThrow(ShowUserShort::notFound);
    return Responses.ok(ResponseJson.user(user));
  }

  private static Optional<String> handle(String parameter) {
    return parameter.startsWith("@")
        ? TextInput.of(parameter.substring(1)).text()
        : Optional.empty();
  }

  private static RequestRefusedException notFound() {
    return new RequestRefusedException(ErrorCode.USER_NOT_FOUND);
  }
}
