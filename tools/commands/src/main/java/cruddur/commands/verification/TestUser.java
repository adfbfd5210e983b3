package cruddur.commands.verification;

import cruddur.commands.deployment.SignIns.Tokens;

/** A user who is made for the verification. */
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

  /** Once signed in. */
  Tokens tokens() {
    return tokens;
  }

  void signedIn(Tokens given) {
    tokens = given;
  }

  /** A call of his. */
  ApiRequest call(ApiRoute route, Object... variable) {
    return ApiRequest.to(route, variable).by(tokens.accessToken());
  }
}
