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
import cruddur.local.files.DataFolder;
import cruddur.local.files.OwnerOnlyFile;
import cruddur.messaging.UuidGenerator;
import cruddur.toolkit.StartupException;
import cruddur.toolkit.sample.LocalUser;
import cruddur.toolkit.template.HttpApiDefinition;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.Optional;

/**
 * Signs tokens with the claims of a Cognito user pool's (developer guide, "Understanding the access
 * token" and "Understanding the identity (ID) token"). Issuer, client and scope are those that the
 * API's authorizer requires.
 */
public final class Issuer {
  /** How long a token is valid: the default of a user pool client. */
  public static final Duration TOKEN_LIFETIME = Duration.ofHours(1);

  private final RSAKey key;
  private final HttpApiDefinition.Authorizer authorizer;
  private final InstantSource clock;
  private final UuidGenerator ids;

  private Issuer(
      RSAKey key, HttpApiDefinition.Authorizer authorizer, InstantSource clock, UuidGenerator ids) {
    this.key = key;
    this.authorizer = authorizer;
    this.clock = clock;
    this.ids = ids;
  }

  /**
   * Creates an issuer.
   *
   * @param directory the directory that keeps the key between runs; empty for a new key each time
   */
  public static Issuer of(
      HttpApiDefinition.Authorizer authorizer,
      Optional<Path> directory,
      InstantSource clock,
      UuidGenerator ids) {
    Optional<OwnerOnlyFile> file =
        directory.map(path -> new OwnerOnlyFile(path.resolve(DataFolder.ISSUER_KEY)));
    Optional<RSAKey> existing = file.flatMap(OwnerOnlyFile::read).map(Issuer::parse);
    RSAKey key = existing.orElseGet(Issuer::newKey);
    if (existing.isEmpty()) {
      file.ifPresent(to -> to.write(key.toJSONString().getBytes(StandardCharsets.UTF_8)));
    }
    return new Issuer(key, authorizer, clock, ids);
  }

  /** The public key, which verifies the tokens. */
  public JWKSet keys() {
    return new JWKSet(key).toPublicJWKSet();
  }

  /** The pool's id: the last path segment of the issuer. */
  public String userPoolId() {
    return authorizer.issuer().substring(authorizer.issuer().lastIndexOf('/') + 1);
  }

  /** The client that the tokens are issued to. */
  public String clientId() {
    return authorizer.audience().getFirst();
  }

  /** Returns an access token, which the API accepts. */
  public String accessToken(LocalUser user) {
    return sign(
        claims(user)
            .claim("token_use", "access")
            .claim("client_id", clientId())
            .claim("scope", String.join(" ", authorizer.scopes()))
            .claim("username", user.sub())
            .build());
  }

  /** Returns an ID token. It has no scope, so routes that require one do not accept it. */
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
        .expirationTime(Date.from(now.plus(TOKEN_LIFETIME)))
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
      throw new IllegalStateException("failed to sign a token", e);
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
      throw new IllegalStateException("failed to generate a key", e);
    }
  }

  private static RSAKey parse(byte[] json) {
    try {
      return RSAKey.parse(new String(json, StandardCharsets.UTF_8));
    } catch (ParseException e) {
      throw new StartupException(
          "issuer-key.json does not hold an RSA key. Delete it, and the next start creates a new one.",
          e);
    }
  }
}
