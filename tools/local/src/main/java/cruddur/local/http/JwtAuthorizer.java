package cruddur.local.http;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import cruddur.toolkit.template.HttpApiDefinition;
import java.text.ParseException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Verifies what API Gateway's JWT authorizer verifies (developer guide, "Control access to HTTP
 * APIs with JWT authorizers"): algorithm, {@code kid}, signature, {@code iss}, {@code aud} or else
 * {@code client_id}, {@code exp}, {@code nbf}, {@code iat}, and that at least one scope in {@code
 * scope} or {@code scp} matches.
 */
final class JwtAuthorizer {
  private static final String HEADER_SOURCE = "$request.header.";
  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(JWSAlgorithm.RS256, JWSAlgorithm.RS384, JWSAlgorithm.RS512);

  private final HttpApiDefinition.Authorizer definition;
  private final String header;
  private final JWKSet keys;
  private final InstantSource clock;

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
    this.keys = keys;
    this.clock = clock;
  }

  Authorization authorize(HttpApiRequest request) {
    Optional<String> token =
        request.header(header).map(JwtAuthorizer::withoutScheme).filter(text -> !text.isEmpty());
    if (token.isEmpty()) {
      return new Authorization.Missing();
    }
    try {
      SignedJWT jwt = SignedJWT.parse(token.get());
      JWTClaimsSet claims = verifiedClaims(jwt);
      return isInScope(claims)
          ? new Authorization.Granted(claims.toJSONObject())
          : new Authorization.OutOfScope();
    } catch (ParseException e) {
      return new Authorization.Invalid("the token cannot be read");
    } catch (InvalidTokenException e) {
      return new Authorization.Invalid(e.getMessage());
    }
  }

  private static String withoutScheme(String value) {
    return value.regionMatches(true, 0, "Bearer ", 0, 7) ? value.substring(7).strip() : value;
  }

  private JWTClaimsSet verifiedClaims(SignedJWT jwt) throws InvalidTokenException, ParseException {
    check(ALGORITHMS.contains(jwt.getHeader().getAlgorithm()), "signing method is invalid");
    JWK key = keys.getKeyByKeyId(jwt.getHeader().getKeyID());
    check(key != null, "the token's key is unknown");
    try {
      check(jwt.verify(new RSASSAVerifier(key.toRSAKey())), "the token's signature is invalid");
    } catch (JOSEException e) {
      throw new InvalidTokenException("the token's signature is invalid");
    }
    JWTClaimsSet claims = jwt.getJWTClaimsSet();
    Instant now = clock.instant();
    check(definition.issuer().equals(claims.getIssuer()), "the token does not have a valid issuer");
    check(hasAudience(claims), "the token does not have a valid audience");
    check(isAfter(claims.getExpirationTime(), now), "the token has expired");
    check(!isAfter(claims.getNotBeforeTime(), now), "the token is not valid yet");
    check(!isAfter(claims.getIssueTime(), now), "the token is used before it was issued");
    return claims;
  }

  private boolean hasAudience(JWTClaimsSet claims) throws ParseException {
    List<String> audience =
        claims.getAudience().isEmpty() && claims.getClaim("client_id") != null
            ? List.of(claims.getStringClaim("client_id"))
            : claims.getAudience();
    return audience.stream().anyMatch(definition.audience()::contains);
  }

  private static boolean isAfter(Date claim, Instant now) {
    return claim != null && claim.toInstant().isAfter(now);
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

  private static void check(boolean isValid, String error) throws InvalidTokenException {
    if (!isValid) {
      throw new InvalidTokenException(error);
    }
  }

  private static final class InvalidTokenException extends Exception {
    private static final long serialVersionUID = 1L;

    InvalidTokenException(String message) {
      super(message);
    }
  }
}
