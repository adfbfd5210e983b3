package cruddur.local;

import com.nimbusds.jose.jwk.JWKSet;
import cruddur.live.appsync.AppSyncPublisher;
import cruddur.local.lambda.Invocable;
import cruddur.local.live.EventApi;
import cruddur.local.live.EventDelivery;
import cruddur.local.live.PublishKeys;
import cruddur.local.policy.PublishPolicies;
import cruddur.local.token.TokenVerifier;
import cruddur.messaging.live.EventPublisher;
import cruddur.toolkit.template.EventApiDefinition;
import cruddur.toolkit.template.Template;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** Creates the API of live events, and the functions' publishers to it. */
final class LocalEventApi {

  private final PublishKeys keys = new PublishKeys();
  private final Clock clock;

  LocalEventApi(Clock clock) {
    this.clock = clock;
  }

  /** A publisher whose requests are signed with the key of its function. */
  EventPublisher publisher(String region, String function, String url) {
    PublishKeys.AccessKey key = keys.of(function);
    return new AppSyncPublisher(
        URI.create(url),
        region,
        StaticCredentialsProvider.create(AwsBasicCredentials.create(key.id(), key.secret())));
  }

  /**
   * Creates the API; empty if the template has none.
   *
   * @param functions by their logical ids
   * @param userKeys the public keys of the user pool
   */
  Optional<EventApi> create(
      Template template,
      Map<String, ? extends Invocable> functions,
      JWKSet userKeys,
      EventDelivery delivery) {
    return template
        .eventApi()
        .map(definition ->
            new EventApi(
                definition.namespace(),
                template.region(),
                new EventApi.Parts(
                    tokens(template, definition, userKeys),
                    EventApi.handler(functions.get(definition.subscriptionHandler())),
                    keys,
                    new PublishPolicies(template, definition.namespaceArn())::refusal,
                    delivery),
                EventApi.Timing.ofAppSync(clock)));
  }

  private TokenVerifier tokens(Template template, EventApiDefinition definition, JWKSet keys) {
    Predicate<String> isClient = Pattern.compile(definition.clientPattern()).asPredicate();
    return new TokenVerifier(template.httpApi().authorizer().issuer(), isClient, keys, clock);
  }
}
