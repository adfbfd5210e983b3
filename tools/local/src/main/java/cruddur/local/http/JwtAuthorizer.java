package cruddur.local.http;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import cruddur.local.token.InvalidTokenException;
import cruddur.local.token.TokenVerifier;
import cruddur.toolkit.template.HttpApiDefinition;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Verifies what API Gateway's JWT authorizer verifies (developer guide, "Control access to HTTP
 * APIs with JWT authorizers"): the token, and that at least one scope in {@code scope} or {@code
 * scp} matches.
 */
final class JwtAuthorizer {
  private static final String HEADER_SOURCE = "$request.header.";

  private final HttpApiDefinition.Authorizer definition;
  private final String header;
  private final TokenVerifier tokens;

  /**
   * Creates an authorizer.
   *
   * @param keys the issuer's public keys
   */
  JwtAuthorizer(HttpApiDefinition.Authorizer definition, JWKSet keys, InstantSource clock) {
    if (!definition.identitySource().startsWith(HEADER_SOURCE)) {
      throw new IllegalArgumentException(
          "identity source "
              + definition.identitySource()
              + " is not supported: it must be a header");
    }
    this.definition = definition;
    this.header =
        definition.identitySource().substring(HEADER_SOURCE.length()).toLowerCase(Locale.ROOT);
    this.tokens =
        new TokenVerifier(definition.issuer(), definition.audience()::contains, keys, clock);
  }

  Authorization authorize(HttpApiRequest request) {
    Optional<String> token =
        request.header(header).map(JwtAuthorizer::withoutScheme).filter(text -> !text.isEmpty());
    if (token.isEmpty()) {
      return new Authorization.Missing();
    }
    try {
      JWTClaimsSet claims = tokens.verify(token.get());
      return isInScope(claims)
          ? new Authorization.Granted(claims.toJSONObject())
          : new Authorization.OutOfScope();
    } catch (InvalidTokenException e) {
      return new Authorization.Invalid(e.getMessage());
    }
  }

  private static String withoutScheme(String value) {
    return value.regionMatches(true, 0, "Bearer ", 0, 7) ? value.substring(7).strip() : value;
  }

  private boolean isInScope(JWTClaimsSet claims) {
    return Stream.of("scope", "scp")
        .map(claims::getClaim)
        .flatMap(JwtAuthorizer::scopes)
        .anyMatch(definition.scopes()::contains);
  }

  /** The scopes of a claim: a list, or a text with spaces between them. */
  private static Stream<String> scopes(Object claim) {
    return switch (claim) {
      case String text -> Stream.of(text.split(" "));
      case Collection<?> list -> list.stream().map(String::valueOf);
      case null, default -> Stream.empty();
    };
  }
}
