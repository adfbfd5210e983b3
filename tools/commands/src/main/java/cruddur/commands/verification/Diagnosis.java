package cruddur.commands.verification;

import cruddur.commands.deployment.LikelyCause;
import cruddur.commands.deployment.LogLocations;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;

/** From what is seen of a fault to what is likely behind it. */
record Diagnosis(LogLocations whereabouts) {

  private static final String AUTHORIZER = "the authorizer CognitoAccessToken";

  /** A status that was not expected. */
  LikelyCause of(ApiResponse response) {
    return switch (response.status()) {
      case 401 -> ofUnauthorized(response);
      case 403 -> ofForbidden(response);
      case 404 -> ofNotFound(response);
      case 429 ->
          new LikelyCause(
              "the API throttles: its limit is too low, or others use it now",
              whereabouts.templateOf("ThrottlingRateLimit of MessagesApi"));
      case 500 -> ofError(response);
      case 502, 503, 504 -> ofUnavailable(response);
      default -> behaviour(response.call().route());
    };
  }

  private LikelyCause ofUnauthorized(ApiResponse response) {
    if (!response.call().headers().containsKey("authorization")) {
      return new LikelyCause(
          "the route asks for a token and should not",
          whereabouts.templateOf("Authorizer: NONE of " + response.call().route().function()));
    }
    if (!response.isOfGateway()) {
      return new LikelyCause(
          "the function was given a token that is no access token",
          whereabouts.logOf(response.call().route().function()));
    }
    return new LikelyCause(
        "the authorizer does not take this user pool's tokens: its issuer or audience is another",
        response.header("www-authenticate").map(said -> said + "; ").orElse("")
            + whereabouts.templateOf(AUTHORIZER));
  }

  private LikelyCause ofForbidden(ApiResponse response) {
    return response.hasCode("user_profile_missing")
        ? noProfile()
        : new LikelyCause(
            "the authorizer asks for a scope that the access token has not",
            whereabouts.templateOf("AuthorizationScopes of " + AUTHORIZER));
  }

  private LikelyCause ofNotFound(ApiResponse response) {
    return response.isOfGateway()
        ? new LikelyCause(
            "the API has no such route, or is another API",
            whereabouts.templateOf("the events of " + response.call().route().function()))
        : behaviour(response.call().route());
  }

  private LikelyCause ofError(ApiResponse response) {
    return new LikelyCause(
        response.isOfGateway()
            ? "the function failed, ran out of time or memory, or the API may not call it"
            : "the function met an error it did not expect, such as a permission that its role lacks",
        whereabouts.logOf(response.call().route().function()));
  }

  private LikelyCause ofUnavailable(ApiResponse response) {
    return response.isOfGateway()
        ? new LikelyCause(
            "the function answers too late or not at all: it hangs on its way to the table, or is throttled",
            whereabouts.wayToTable() + "; " + whereabouts.logOf(response.call().route().function()))
        : new LikelyCause(
            "the function cannot reach the table, or the table refuses for load",
            whereabouts.wayToTable());
  }

  /** No response at all. */
  LikelyCause of(ApiRoute route, IOException e) {
    if (e instanceof HttpTimeoutException) {
      return new LikelyCause(
          "the function hangs, probably on its way to the table",
          whereabouts.wayToTable() + "; " + whereabouts.logOf(route.function()));
    }
    return new LikelyCause(
        "nothing listens at the API's address, or it cannot be reached from here",
        "the API's address, your own network and proxy; is the deployment still being made or removed?");
  }

  /**
   * What the failure to get a response is called. Java's own messages are empty as often as not.
   */
  String name(IOException e) {
    return switch (e) {
      case HttpTimeoutException timeout -> "no answer in time";
      case ConnectException unknown when unknown.getCause() instanceof UnresolvedAddressException ->
          "the address cannot be resolved";
      case ConnectException refused -> "the connection was refused";
      default ->
          e.getClass().getSimpleName() + (e.getMessage() == null ? "" : ", " + e.getMessage());
    };
  }

  /** A response that was given as it should be, with something else in it. */
  LikelyCause behaviour(ApiRoute route) {
    return new LikelyCause(
        "the deployed code is another than this project's, or does not work",
        whereabouts.logOf(route.function()) + "; deploy anew");
  }

  /** A user has signed in and has no profile. */
  LikelyCause noProfile() {
    return new LikelyCause(
        "RegisterUser was not called when the user signed in, or failed",
        "the triggers of " + whereabouts.userPool() + "; " + whereabouts.logOf("RegisterUser"));
  }

  /** A token that is none for the API was taken. */
  LikelyCause tokenTaken() {
    return new LikelyCause(
        "the route asks for no access token: the authorizer or its scope is missing",
        whereabouts.templateOf("DefaultAuthorizer and AuthorizationScopes of MessagesApi"));
  }

  /** A page's origin is not allowed, or a foreign one is. */
  LikelyCause origins() {
    return new LikelyCause(
        "the API's allowed origins are others",
        "the parameter AllowedOrigins of the deployment, and --origin of this command");
  }

  /** Somebody could see or write what is not his. */
  LikelyCause membership(ApiRoute route) {
    return new LikelyCause(
        "whoever knows a conversation's uuid can use it: take this deployment out of use",
        whereabouts.templateOf("the handler of " + route.function()));
  }

  /** The lists do not come to show the newest message. */
  LikelyCause stream() {
    return new LikelyCause(
        "the stream does not reach its function, or the function fails",
        whereabouts.streamOf("RewriteMessageGroups"));
  }

  /** Removing failed in the table. */
  LikelyCause removal() {
    return new LikelyCause(
        "your credentials do not allow it, or the table cannot be reached from here",
        "dynamodb:GetItem, Query and DeleteItem on the table");
  }
}
