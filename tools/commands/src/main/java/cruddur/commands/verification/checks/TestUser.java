package cruddur.commands.verification.checks;

import cruddur.commands.deployment.SignIns.Tokens;
import cruddur.commands.verification.api.ApiRequest;
import cruddur.commands.verification.api.ApiRoute;

/** A user that is created for the verification. */
final class TestUser {

  private final String handle;
  private final String displayName;
  private Tokens tokens;

  TestUser(String handle, String displayName) {
    this.handle = handle;
    this.displayName = displayName;
  }

  String handle() {
    return handle;
  }

  String displayName() {
    return displayName;
  }

  /** The tokens, once signed in. */
  Tokens tokens() {
    return tokens;
  }

  void signedIn(Tokens newTokens) {
    tokens = newTokens;
  }

  /** A request with this user's access token. */
  ApiRequest request(ApiRoute route, Object... variable) {
    return ApiRequest.to(route, variable).withToken(tokens.accessToken());
  }
}
