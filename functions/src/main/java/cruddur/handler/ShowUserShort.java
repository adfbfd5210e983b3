package cruddur.handler;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import cruddur.conversation.GivenText;
import cruddur.conversation.Outcome;
import cruddur.conversation.Profiles;
import cruddur.conversation.RateLimits;
import cruddur.conversation.Refusal;
import cruddur.conversation.rows.UserProfile;
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

  private final Requests requests;
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
    return requests.answer(
        event,
        context,
        () ->
            handle(PathParameters.of(event, "handle"))
                .map(handle -> limited(event, () -> owner(handle)))
                .orElseGet(() -> Outcome.refused(Refusal.USER_NOT_FOUND))
                .map(user -> Answers.ok(Json.user(user))));
  }

  private Outcome<UserProfile> limited(
      APIGatewayV2HTTPEvent event, Supplier<Outcome<UserProfile>> lookup) {
    return SourceNetwork.of(event).map(network -> limits.lookup(network, lookup)).orElseGet(lookup);
  }

  private Outcome<UserProfile> owner(String handle) {
    return profiles
        .byHandle(handle)
        .map(Outcome::accepted)
        .orElseGet(() -> Outcome.refused(Refusal.USER_NOT_FOUND));
  }

  private static Optional<String> handle(String written) {
    return written.startsWith("@")
            && GivenText.of(written.substring(1)) instanceof GivenText.Text(String handle)
        ? Optional.of(handle)
        : Optional.empty();
  }
}
