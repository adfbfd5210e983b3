package cruddur.local;

import com.nimbusds.jwt.SignedJWT;
import cruddur.local.cognito.Issuer;
import cruddur.messaging.UuidGenerator;
import cruddur.toolkit.sample.LocalUser;
import cruddur.toolkit.template.HttpApiDefinition;
import cruddur.toolkit.template.Template;
import java.io.IOException;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tokens that a running system's user pool would not issue, signed with its key. */
final class LiveTokens {

  private final HttpApiDefinition.Authorizer authorizer;
  private final Path data;

  private LiveTokens(HttpApiDefinition.Authorizer authorizer, Path data) {
    this.authorizer = authorizer;
    this.data = data;
  }

  /**
   * Tokens of a system that keeps its data in a folder.
   *
   * @param system started with this folder
   */
  static LiveTokens of(LocalSystem system, Path data) throws IOException {
    Template template = Template.read(Path.of("..", "..", "template.yaml"), Map.of());
    if (!template.httpApi().authorizer().issuer().equals(system.addresses().issuer())) {
      throw new IllegalArgumentException("another template");
    }
    return new LiveTokens(template.httpApi().authorizer(), data);
  }

  /** A token for the user of another, from two hours ago. */
  String expired(String token) {
    return issuer(authorizer, Clock.offset(Clock.systemUTC(), Duration.ofHours(-2)))
        .accessToken(user(token));
  }

  /** A token for the user of another, issued for another client of the pool. */
  String ofAnotherClient(String token) {
    return issuer(
            new HttpApiDefinition.Authorizer(
                authorizer.identitySource(),
                authorizer.issuer(),
                List.of("another-client"),
                authorizer.scopes()),
            Clock.systemUTC())
        .accessToken(user(token));
  }

  /** A token for the user of another, without the scope of the API. */
  String withoutScope(String token) {
    return issuer(
            new HttpApiDefinition.Authorizer(
                authorizer.identitySource(),
                authorizer.issuer(),
                authorizer.audience(),
                List.of("openid")),
            Clock.systemUTC())
        .accessToken(user(token));
  }

  /** A token for the user of another, signed with another key. */
  String ofAnotherKey(String token) {
    return Issuer.of(authorizer, Optional.empty(), Clock.systemUTC(), UuidGenerator.RANDOM)
        .accessToken(user(token));
  }

  private Issuer issuer(HttpApiDefinition.Authorizer definition, Clock clock) {
    return Issuer.of(definition, Optional.of(data), clock, UuidGenerator.RANDOM);
  }

  private static LocalUser user(String token) {
    try {
      String sub = SignedJWT.parse(token).getJWTClaimsSet().getSubject();
      return new LocalUser(sub, "some_handle", "Some Name", "some@example.com");
    } catch (ParseException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
