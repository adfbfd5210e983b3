package cruddur.handler;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import cruddur.handler.log.InvocationLogger;
import cruddur.handler.log.LogEntry;
import cruddur.handler.snapstart.Priming;
import cruddur.invocation.Invocation;
import cruddur.messaging.live.SubscriptionAuthorizer;
import cruddur.messaging.live.SubscriptionAuthorizer.Decision;
import cruddur.messaging.live.SubscriptionRefusal;
import java.util.Map;
import java.util.Optional;

/**
 * Authorizes subscriptions to live events, as the channel namespace's {@code onSubscribe}, a direct
 * Lambda function: null admits, {@code {error}} refuses. It never throws: AppSync would refuse too,
 * but any user could set off the alarm on errors.
 */
public final class AuthorizeSubscription
    implements RequestHandler<Map<String, Object>, Map<String, Object>> {

  private final InvocationLogger invocations;
  private final SubscriptionAuthorizer authorizer;

  public AuthorizeSubscription() {
    this(Wiring.fromEnvironment());
    Priming.beforeSnapshotOf(this, Map.class, Map.class, invocations.log());
  }

  public AuthorizeSubscription(Wiring wiring) {
    this.invocations = wiring.invocations();
    this.authorizer = wiring.subscriptionAuthorizer();
  }

  @Override
  public Map<String, Object> handleRequest(Map<String, Object> event, Context context) {
    Optional<SubscriptionRefusal> refusal =
        invocations.run(
            context,
            entry -> {
              Optional<SubscriptionRefusal> decided = decide(event, entry);
              entry.put("outcome", decided.map(SubscriptionRefusal::code).orElse("admitted"));
              return decided;
            });
    return refusal.<Map<String, Object>>map(reason -> Map.of("error", reason.code())).orElse(null);
  }

  private Optional<SubscriptionRefusal> decide(Map<String, Object> event, LogEntry entry) {
    try {
      return switch (authorizer.authorize(SubscriptionEvent.read(event))) {
        case Decision.Admitted(String userUuid) -> {
          log(userUuid);
          yield Optional.empty();
        }
        case Decision.Refused(Optional<String> userUuid, SubscriptionRefusal reason) -> {
          userUuid.ifPresent(AuthorizeSubscription::log);
          yield Optional.of(reason);
        }
      };
    } catch (RuntimeException e) {
      entry.failed(e).count("failedSubscriptions", 1);
      return Optional.of(SubscriptionRefusal.UNAVAILABLE);
    }
  }

  private static void log(String userUuid) {
    Invocation.current().ifPresent(invocation -> invocation.setCaller(userUuid));
  }
}
