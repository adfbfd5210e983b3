package cruddur.web;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A fake of Cognito's hosted sign-in, with its endpoints and their checks ("OAuth 2.0 endpoints" in
 * its developer guide). It signs in one user without asking.
 */
final class HostedSignIn implements AutoCloseable {

  static final String CLIENT = "client-of-the-page";

  private final StubServer server = new StubServer(this::handle);
  private final PageUnderTest system;
  private final String handle;
  private final URI callback;
  private final Map<String, Map<String, String>> codes = new ConcurrentHashMap<>();
  private final Map<String, Boolean> refreshTokens = new ConcurrentHashMap<>();
  private final AtomicInteger renewals = new AtomicInteger();
  private volatile int tokenLifetime = 3600;
  private volatile String changedState = "";

  /**
   * Starts the fake.
   *
   * @param handle the user that it signs in
   * @param callback the only callback URL
   */
  HostedSignIn(PageUnderTest system, String handle, URI callback) {
    this.system = system;
    this.handle = handle;
    this.callback = callback;
  }

  URI address() {
    return server.address();
  }

  /** Sets the lifetime of tokens, in seconds. */
  void setTokenLifetime(int seconds) {
    tokenLifetime = seconds;
  }

  /** Returns another state than was sent from now on. */
  void changeState() {
    changedState = "changed";
  }

  /** The number of renewals by refresh token. */
  int renewals() {
    return renewals.get();
  }

  /** Revokes all refresh tokens. */
  void endSessions() {
    refreshTokens.clear();
  }

  /** The number of valid refresh tokens. */
  int sessions() {
    return refreshTokens.size();
  }

  private void handle(HttpExchange exchange) throws IOException {
    switch (exchange.getRequestURI().getPath()) {
      case "/oauth2/authorize" ->
          authorize(exchange, parameters(exchange.getRequestURI().getRawQuery()));
      case "/logout" -> {
        Map<String, String> query = parameters(exchange.getRequestURI().getRawQuery());
        require(exchange, isKnown(query, "logout_uri"), () -> redirect(exchange, callback + ""));
      }
      case "/oauth2/token" -> tokens(exchange, body(exchange));
      case "/oauth2/revoke" -> {
        refreshTokens.remove(body(exchange).get("token"));
        respond(exchange, 200, "");
      }
      default -> respond(exchange, 404, "{}");
    }
  }

  private void authorize(HttpExchange exchange, Map<String, String> query) throws IOException {
    boolean isValid =
        isKnown(query, "redirect_uri")
            && "code".equals(query.get("response_type"))
            && "S256".equals(query.get("code_challenge_method"))
            && List.of(query.get("scope").split(" "))
                .containsAll(List.of("openid", "aws.cognito.signin.user.admin"));
    require(
        exchange,
        isValid,
        () -> {
          String code = UUID.randomUUID().toString();
          codes.put(code, query);
          redirect(
              exchange, callback + "?code=" + code + "&state=" + query.get("state") + changedState);
        });
  }

  private void tokens(HttpExchange exchange, Map<String, String> form) throws IOException {
    switch (form.get("grant_type")) {
      case "authorization_code" -> {
        // A code is valid once.
        Map<String, String> request = codes.remove(form.get("code"));
        boolean isValid =
            request != null
                && isKnown(form, "redirect_uri")
                && request.get("code_challenge").equals(challenge(form.get("code_verifier")));
        require(
            exchange,
            isValid,
            () -> {
              String refreshToken = UUID.randomUUID().toString();
              refreshTokens.put(refreshToken, true);
              respond(exchange, 200, issued().put("refresh_token", refreshToken).toString());
            });
      }
      case "refresh_token" ->
          require(
              exchange,
              refreshTokens.containsKey(form.get("refresh_token")),
              () -> {
                renewals.incrementAndGet();
                respond(exchange, 200, issued().toString());
              });
      default -> respond(exchange, 400, "{\"error\":\"unsupported_grant_type\"}");
    }
  }

  private ObjectNode issued() {
    return ((ObjectNode) system.tokens(handle)).put("expires_in", tokenLifetime);
  }

  private boolean isKnown(Map<String, String> parameters, String address) {
    return CLIENT.equals(parameters.get("client_id"))
        && (callback + "").equals(parameters.get(address));
  }

  private static void require(HttpExchange exchange, boolean isValid, Response response)
      throws IOException {
    if (isValid) {
      response.send();
    } else {
      respond(exchange, 400, "{\"error\":\"invalid_grant\"}");
    }
  }

  private interface Response {
    void send() throws IOException;
  }

  private static String challenge(String verifier) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void redirect(HttpExchange exchange, String to) throws IOException {
    StubServer.respond(exchange, 302, Map.of("location", List.of(to)), new byte[0]);
  }

  private static void respond(HttpExchange exchange, int status, String json) throws IOException {
    StubServer.respond(
        exchange,
        status,
        Map.of(
            "content-type", List.of("application/json"),
            "access-control-allow-origin", List.of("*")),
        json.getBytes(StandardCharsets.UTF_8));
  }

  private static Map<String, String> body(HttpExchange exchange) throws IOException {
    return parameters(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
  }

  private static Map<String, String> parameters(String encoded) {
    return Stream.of(encoded.split("&"))
        .map(pair -> pair.split("=", 2))
        .collect(
            Collectors.toMap(
                pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
  }

  @Override
  public void close() {
    server.close();
  }
}
