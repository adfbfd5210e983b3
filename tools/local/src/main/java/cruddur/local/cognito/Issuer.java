package cruddur.local.cognito;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import cruddur.messaging.UuidGenerator;
import cruddur.toolkit.sample.LocalUser;
import cruddur.toolkit.template.HttpApiDefinition;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;

/**
 * Signs the tokens of a Cognito user pool, with its claims: see "Understanding the access token"
 * and "Understanding the identity (ID) token" in its developer guide. Issuer, client and scope are
 * those that the API's authorizer asks for.
 */
public final class Issuer {
  /** How long a token holds: the default of a user pool's client. */
  public static final Duration HOLDS = Duration.ofHours(1);

  private final RSAKey key;
  private final HttpApiDefinition.Authorizer authorizer;
  private final Clock clock;
  private final UuidGenerator ids;

  private Issuer(
      RSAKey key, HttpApiDefinition.Authorizer authorizer, Clock clock, UuidGenerator ids) {
    this.key = key;
    this.authorizer = authorizer;
    this.clock = clock;
    this.ids = ids;
  }

  /**
   * Makes an issuer.
   *
   * @param directory where its key is kept between runs; a new key each time without
   */
  public static Issuer of(
      HttpApiDefinition.Authorizer authorizer,
      Optional<Path> directory,
      Clock clock,
      UuidGenerator ids) {
    Optional<OwnerOnlyFile> file =
        directory.map(path -> new OwnerOnlyFile(path.resolve("issuer-key.json")));
    Optional<RSAKey> kept = file.flatMap(OwnerOnlyFile::read).map(Issuer::parse);
    RSAKey key = kept.orElseGet(Issuer::newKey);
    if (kept.isEmpty()) {
      file.ifPresent(to -> to.write(key.toJSONString().getBytes(StandardCharsets.UTF_8)));
    }
    return new Issuer(key, authorizer, clock, ids);
  }

  /** The public key, to verify tokens with. */
  public JWKSet keys() {
    return new JWKSet(key).toPublicJWKSet();
  }

  /** The pool's id: what stands behind the last slash of the issuer. */
  public String userPoolId() {
    return authorizer.issuer().substring(authorizer.issuer().lastIndexOf('/') + 1);
  }

  /** The client that tokens are for. */
  public String clientId() {
    return authorizer.audience().getFirst();
  }

  /** A token for the API. */
  public String accessToken(LocalUser user) {
    return sign(
        claims(user)
            .claim("token_use", "access")
            .claim("client_id", clientId())
            .claim("scope", String.join(" ", authorizer.scopes()))
            .claim("username", user.sub())
            .build());
  }

  /**
   * A token for the client itself. It has no scope, so the API takes it for no route that asks for
   * one.
   */
  public String idToken(LocalUser user) {
    return sign(
        claims(user)
            .claim("token_use", "id")
            .audience(clientId())
            .claim("cognito:username", user.sub())
            .claim("email", user.email())
            .claim("email_verified", true)
            .claim("name", user.displayName())
            .claim("preferred_username", user.handle())
            .build());
  }

  private JWTClaimsSet.Builder claims(LocalUser user) {
    Instant now = clock.instant();
    return new JWTClaimsSet.Builder()
        .subject(user.sub())
        .issuer(authorizer.issuer())
        .claim("origin_jti", ids.next())
        .claim("event_id", ids.next())
        .claim("auth_time", now.getEpochSecond())
        .issueTime(Date.from(now))
        .expirationTime(Date.from(now.plus(HOLDS)))
        .jwtID(ids.next());
  }

  private String sign(JWTClaimsSet claims) {
    try {
      SignedJWT token =
          new SignedJWT(
              new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(), claims);
      token.sign(new RSASSASigner(key));
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException("a token cannot be signed", e);
    }
  }

  private static RSAKey newKey() {
    try {
      return new RSAKeyGenerator(2048)
          .keyUse(KeyUse.SIGNATURE)
          .algorithm(JWSAlgorithm.RS256)
          .keyIDFromThumbprint(true)
          .generate();
    } catch (JOSEException e) {
      throw new IllegalStateException("a key cannot be made", e);
    }
  }

  private static RSAKey parse(byte[] json) {
    try {
      return RSAKey.parse(new String(json, StandardCharsets.UTF_8));
    } catch (ParseException e) {
      throw new IllegalStateException(
          "the kept issuer-key.json is no RSA key; remove it and a new one is made", e);
    }
  }
}
