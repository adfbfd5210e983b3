package cruddur.local.cognito;

import com.fasterxml.jackson.databind.node.ObjectNode;
import cruddur.local.route.HttpApiResponse;
import cruddur.local.route.LocalHandler;
import cruddur.toolkit.json.Json;
import cruddur.toolkit.sample.LocalUser;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The user pool's routes. An error is a JSON array with one code, or with Cognito's message if a
 * trigger refuses. A body that is not a JSON object is 400, an invalid field 422.
 *
 * <ul>
 *   <li>{@code POST /local/sign-up} with {@code {handle, display_name, email}}: 200 {@code {sub,
 *       handle, display_name}}; 422 if the sign-up is refused.
 *   <li>{@code POST /local/token} with {@code {handle}}: 200 {@code {access_token, id_token,
 *       token_type, expires_in}}; 404 if no user has the handle.
 *   <li>{@code POST /local/delete-user} with {@code {handle}}: 200 {@code {sub}}; 404 if no user
 *       has the handle.
 *   <li>{@code GET /local/jwks.json}: 200, the key that verifies the tokens.
 * </ul>
 */
public record UserPoolRoutes(LocalUserPool pool, Issuer issuer) {
  private static final List<String> SIGN_UP_FIELDS = List.of("handle", "display_name", "email");

  /** The routes, by method and path. */
  public Map<String, LocalHandler> handlers() {
    return Map.of(
        "POST /local/sign-up", body -> withObject(body, this::signUp),
        "POST /local/token", body -> withObject(body, this::token),
        "POST /local/delete-user", body -> withObject(body, this::deleteUser),
        "GET /local/jwks.json", body -> HttpApiResponse.json(200, issuer.keys().toJSONObject()));
  }

  private HttpApiResponse signUp(ObjectNode request) throws RefusedException {
    for (String field : SIGN_UP_FIELDS) {
      if (text(request, field).isEmpty()) {
        return refusal(422, field + "_blank");
      }
    }
    if (!text(request, "email").get().matches("[^@\\s]+@[^@\\s]+")) {
      return refusal(422, "email_invalid");
    }
    LocalUser user =
        pool.signUp(
            request.get("handle").textValue(),
            request.get("display_name").textValue(),
            request.get("email").textValue());
    ObjectNode response = Json.object();
    response
        .put("sub", user.sub())
        .put("handle", user.handle())
        .put("display_name", user.displayName());
    return HttpApiResponse.json(200, response);
  }

  private HttpApiResponse token(ObjectNode request) throws RefusedException {
    Optional<String> handle = text(request, "handle");
    if (handle.isEmpty()) {
      return refusal(422, "handle_blank");
    }
    Optional<LocalUser> user = pool.find(handle.get());
    if (user.isEmpty()) {
      return refusal(404, "user_not_found");
    }
    ObjectNode response = Json.object();
    response.put("access_token", pool.signIn(user.get()));
    response.put("id_token", issuer.idToken(user.get()));
    response.put("token_type", "Bearer").put("expires_in", Issuer.TOKEN_LIFETIME.toSeconds());
    return HttpApiResponse.json(200, response);
  }

  private HttpApiResponse deleteUser(ObjectNode request) {
    Optional<String> handle = text(request, "handle");
    if (handle.isEmpty()) {
      return refusal(422, "handle_blank");
    }
    return pool.remove(handle.get())
        .map(user -> HttpApiResponse.json(200, Json.object().put("sub", user.sub())))
        .orElseGet(() -> refusal(404, "user_not_found"));
  }

  private static Optional<String> text(ObjectNode request, String field) {
    return Optional.ofNullable(request.path(field).textValue()).filter(text -> !text.isBlank());
  }

  private static HttpApiResponse withObject(byte[] body, Action action) {
    Optional<ObjectNode> request = Json.parseObject(body);
    if (request.isEmpty()) {
      return refusal(400, "body_not_json_object");
    }
    try {
      return action.respond(request.get());
    } catch (RefusedException e) {
      return refusal(422, e.getMessage());
    }
  }

  private static HttpApiResponse refusal(int status, String code) {
    return HttpApiResponse.json(status, List.of(code));
  }

  @FunctionalInterface
  private interface Action {
    HttpApiResponse respond(ObjectNode request) throws RefusedException;
  }
}
