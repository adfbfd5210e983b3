package cruddur.local.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import cruddur.local.token.InvalidTokenException.Reason;
import java.text.ParseException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Verifies algorithm, {@code kid}, signature, {@code iss}, {@code aud} or else {@code client_id},
 * {@code exp}, {@code nbf} and {@code iat} of a token.
 */
public final class TokenVerifier {
  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(JWSAlgorithm.RS256, JWSAlgorithm.RS384, JWSAlgorithm.RS512);

  private final String issuer;
  private final Predicate<String> isClient;
  private final JWKSet keys;
  private final InstantSource clock;

  /**
   * Creates a verifier.
   *
   * @param issuer the {@code iss} claim that a token must have
   * @param isClient whether a token may be issued for a client
   * @param keys the issuer's public keys
   */
  public TokenVerifier(
      String issuer, Predicate<String> isClient, JWKSet keys, InstantSource clock) {
    this.issuer = issuer;
    this.isClient = isClient;
    this.keys = keys;
    this.clock = clock;
  }

  /** Returns the claims of a valid token. */
  public JWTClaimsSet verify(String token) throws InvalidTokenException {
    try {
      return verify(SignedJWT.parse(token));
    } catch (ParseException e) {
      throw new InvalidTokenException(Reason.UNREADABLE);
    }
  }

  private JWTClaimsSet verify(SignedJWT jwt) throws InvalidTokenException, ParseException {
    check(ALGORITHMS.contains(jwt.getHeader().getAlgorithm()), Reason.METHOD);
    JWK key = keys.getKeyByKeyId(jwt.getHeader().getKeyID());
    check(key != null, Reason.KEY);
    try {
      check(jwt.verify(new RSASSAVerifier(key.toRSAKey())), Reason.SIGNATURE);
    } catch (JOSEException e) {
      throw new InvalidTokenException(Reason.SIGNATURE);
    }
    JWTClaimsSet claims = jwt.getJWTClaimsSet();
    Instant now = clock.instant();
    check(issuer.equals(claims.getIssuer()), Reason.ISSUER);
    check(hasAudience(claims), Reason.AUDIENCE);
    check(isAfter(claims.getExpirationTime(), now), Reason.EXPIRED);
    check(!isAfter(claims.getNotBeforeTime(), now), Reason.NOT_YET_VALID);
    check(!isAfter(claims.getIssueTime(), now), Reason.ISSUED_LATER);
    return claims;
  }

  private boolean hasAudience(JWTClaimsSet claims) throws ParseException {
    List<String> audience =
        claims.getAudience().isEmpty() && claims.getClaim("client_id") != null
            ? List.of(claims.getStringClaim("client_id"))
            : claims.getAudience();
    return audience.stream().anyMatch(isClient);
  }

  private static boolean isAfter(Date claim, Instant now) {
    return claim != null && claim.toInstant().isAfter(now);
  }

  private static void check(boolean isValid, Reason reason) throws InvalidTokenException {
    if (!isValid) {
      throw new InvalidTokenException(reason);
    }
  }
}
