package cruddur.local.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import cruddur.toolkit.template.HttpApiDefinition;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JwtAuthorizerTest {
  private static final Instant NOW = Instant.parse("2026-11-22T13:07:40Z");
  private static final RSAKey KEY = key("known");
  private static final HttpApiDefinition.Authorizer DEFINITION =
      new HttpApiDefinition.Authorizer(
          "$request.header.Authorization",
          "https://issuer.example",
          List.of("client-a", "client-b"),
          List.of("read", "write"));

  private final JwtAuthorizer authorizer =
      new JwtAuthorizer(DEFINITION, new JWKSet(KEY).toPublicJWKSet(), InstantSource.fixed(NOW));

  @Test
  void aValidTokenIsAcceptedWithAndWithoutItsScheme() throws JOSEException {
    String token = signed(claims -> claims);

    for (String value : List.of("Bearer " + token, "bearer " + token, token)) {
      Authorization.Granted granted =
          assertInstanceOf(Authorization.Granted.class, authorize(value));
      assertEquals("sub-1", granted.claims().get("sub"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"RS384", "RS512"})
  void theOtherRsaAlgorithmsAreAccepted(String algorithm) throws JOSEException {
    String token =
        signed(
            new JWSHeader.Builder(JWSAlgorithm.parse(algorithm)).keyID("known").build(),
            KEY,
            claims().build());

    assertInstanceOf(Authorization.Granted.class, authorize(token));
  }

  @Test
  void theAudienceHasPrecedenceOverTheClient() throws JOSEException {
    assertInstanceOf(
        Authorization.Granted.class,
        authorize(signed(claims -> claims.audience("client-b").claim("client_id", "another"))));
    assertInvalid(
        "the token does not have a valid audience",
        signed(claims -> claims.audience("another").claim("client_id", "client-a")));
  }

  @Test
  void anExpiredTokenIsInvalid() throws JOSEException {
    assertInvalid("the token has expired", signed(claims -> claims.expirationTime(Date.from(NOW))));
    assertInstanceOf(
        Authorization.Granted.class,
        authorize(signed(claims -> claims.expirationTime(Date.from(NOW.plusSeconds(1))))));
  }

  @Test
  void aTokenWithoutExpiryIsInvalid() throws JOSEException {
    assertInvalid("the token has expired", signed(claims -> claims.expirationTime(null)));
  }

  @Test
  void aTokenOfTheFutureIsInvalid() throws JOSEException {
    Date soon = Date.from(NOW.plusSeconds(1));

    assertInvalid("the token is not valid yet", signed(claims -> claims.notBeforeTime(soon)));
    assertInvalid(
        "the token is used before it was issued", signed(claims -> claims.issueTime(soon)));
  }

  @Test
  void anotherIssuersTokenIsInvalid() throws JOSEException {
    assertInvalid(
        "the token does not have a valid issuer",
        signed(claims -> claims.issuer("https://issuer.example/")));
    assertInvalid("the token does not have a valid issuer", signed(claims -> claims.issuer(null)));
  }

  @Test
  void anotherClientsTokenIsInvalid() throws JOSEException {
    assertInvalid(
        "the token does not have a valid audience",
        signed(claims -> claims.claim("client_id", "another")));
    assertInvalid(
        "the token does not have a valid audience",
        signed(claims -> claims.claim("client_id", null)));
  }

  @Test
  void anUnsignedTokenIsInvalid() {
    assertInvalid("the token cannot be read", new PlainJWT(claims().build()).serialize());
    String header = base64("{\"alg\":\"none\",\"kid\":\"known\"}");
    String payload = base64(claims().build().toString());
    assertInvalid("the token cannot be read", header + "." + payload + ".");
    assertInvalid("the token cannot be read", header + "." + payload + ".c2ln");
  }

  @Test
  void aTokenSignedByAnotherKeyOfTheSameNameIsInvalid() throws JOSEException {
    assertInvalid(
        "the token's signature is invalid", signed(header(), key("known"), claims().build()));
  }

  @Test
  void aTokenSignedWithThePublicKeyAsSecretIsInvalid() throws JOSEException {
    SignedJWT token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("known").build(), claims().build());
    token.sign(new MACSigner(KEY.toPublicJWK().toJSONString()));

    assertInvalid("signing method is invalid", token.serialize());
  }

  @Test
  void aTokenWithoutAKnownKeyIsInvalid() throws JOSEException {
    assertInvalid(
        "the token's key is unknown",
        signed(new JWSHeader.Builder(JWSAlgorithm.RS256).build(), KEY, claims().build()));
    assertInvalid(
        "the token's key is unknown",
        signed(
            new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("unknown").build(),
            KEY,
            claims().build()));
  }

  @Test
  void aChangedPayloadIsInvalid() throws JOSEException {
    String[] parts = signed(claims -> claims).split("\\.");
    String changed = base64(claims().subject("sub-2").build().toString());

    assertInvalid("the token's signature is invalid", parts[0] + "." + changed + "." + parts[2]);
  }

  @Test
  void aTokenWithoutTheScopeIsOutOfScope() throws JOSEException {
    assertEquals(
        new Authorization.OutOfScope(),
        authorize(signed(claims -> claims.claim("scope", "openid reads"))));
    assertEquals(
        new Authorization.OutOfScope(),
        authorize(
            signed(claims ->
                claims
                    .claim("scope", null)
                    .claim("client_id", null)
                    .audience("client-a")
                    .claim("token_use", "id"))));
  }

  /** API Gateway reads the scopes of {@code scope} or {@code scp}. */
  @Test
  void scopesMayBeInScp() throws JOSEException {
    for (Object scp : List.of("openid write", List.of("openid", "write"))) {
      assertInstanceOf(
          Authorization.Granted.class,
          authorize(signed(claims -> claims.claim("scope", null).claim("scp", scp))));
      assertInstanceOf(
          Authorization.Granted.class,
          authorize(signed(claims -> claims.claim("scope", "openid").claim("scp", scp))));
    }
    for (Object scp : List.of("openid", List.of("openid write"), List.of(), 5, true)) {
      assertEquals(
          new Authorization.OutOfScope(),
          authorize(signed(claims -> claims.claim("scope", null).claim("scp", scp))));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bearer null",
        "Bearer undefined",
        "null",
        "a.b.c",
        "a.b",
        "Bearer Bearer a.b.c",
        "Basic YTpi",
        ",",
        "ey😀.e.e"
      })
  void textThatIsNotATokenIsInvalid(String value) {
    assertInvalid("the token cannot be read", value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Bearer "})
  void anEmptyTokenIsMissing(String value) {
    assertEquals(new Authorization.Missing(), authorize(value));
  }

  private void assertInvalid(String description, String token) {
    assertEquals(new Authorization.Invalid(description), authorize(token));
  }

  private Authorization authorize(String value) {
    return authorizer.authorize(
        new HttpApiRequest(
            "GET",
            "/",
            "",
            Map.of(),
            "HTTP/1.1",
            Map.of("authorization", value),
            "127.0.0.1",
            new byte[0]));
  }

  private static JWTClaimsSet.Builder claims() {
    return new JWTClaimsSet.Builder()
        .subject("sub-1")
        .issuer("https://issuer.example")
        .claim("client_id", "client-a")
        .claim("scope", "openid write")
        .issueTime(Date.from(NOW))
        .notBeforeTime(Date.from(NOW))
        .expirationTime(Date.from(NOW.plusSeconds(3600)));
  }

  private static JWSHeader header() {
    return new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("known").build();
  }

  private static String signed(UnaryOperator<JWTClaimsSet.Builder> change) throws JOSEException {
    return signed(header(), KEY, change.apply(claims()).build());
  }

  private static String signed(JWSHeader header, RSAKey key, JWTClaimsSet claims)
      throws JOSEException {
    SignedJWT token = new SignedJWT(header, claims);
    JWSSigner signer = new RSASSASigner(key);
    token.sign(signer);
    return token.serialize();
  }

  private static RSAKey key(String id) {
    try {
      return new RSAKeyGenerator(2048).keyID(id).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
