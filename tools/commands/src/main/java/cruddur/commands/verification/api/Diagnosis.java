package cruddur.commands.verification.api;

import cruddur.commands.deployment.LikelyCause;
import cruddur.commands.deployment.LogLocations;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;

/** Derives the likely cause of a failure from what was observed. */
public record Diagnosis(LogLocations logs) {

  private static final String AUTHORIZER = "the authorizer CognitoAccessToken";

  /** A response with an unexpected status. */
  public LikelyCause of(ApiResponse response) {
    return switch (response.status()) {
      case 401 -> ofUnauthorized(response);
      case 403 -> ofForbidden(response);
      case 404 -> ofNotFound(response);
      case 429 ->
          new LikelyCause(
              "the API throttles requests: its limit is too low, or other clients use it now",
              logs.templateOf("ThrottlingRateLimit of MessagesApi"));
      case 500 -> ofError(response);
      case 502, 503, 504 -> ofUnavailable(response);
      default -> behavior(response.request().route());
    };
  }

  private LikelyCause ofUnauthorized(ApiResponse response) {
    String function = response.request().route().function();
    if (!response.request().headers().containsKey("authorization")) {
      return new LikelyCause(
          "the route requires a token and should not",
          logs.templateOf("Authorizer: NONE of " + function));
    }
    if (!response.isFromGateway()) {
      return new LikelyCause(
          "the function received a token that is not an access token", logs.logOf(function));
    }
    return new LikelyCause(
        "the authorizer does not accept this user pool's tokens: its issuer or audience differs",
        response.header("www-authenticate").map(header -> header + "; ").orElse("")
            + logs.templateOf(AUTHORIZER));
  }

  private LikelyCause ofForbidden(ApiResponse response) {
    return response.hasCode("user_profile_missing")
        ? noProfile()
        : new LikelyCause(
            "the authorizer requires a scope that the access token lacks",
            logs.templateOf("AuthorizationScopes of " + AUTHORIZER));
  }

  private LikelyCause ofNotFound(ApiResponse response) {
    ApiRoute route = response.request().route();
    return response.isFromGateway()
        ? new LikelyCause(
            "the API lacks this route, or is another API",
            logs.templateOf("the events of " + route.function()))
        : behavior(route);
  }

  private LikelyCause ofError(ApiResponse response) {
    return new LikelyCause(
        response.isFromGateway()
            ? "the function failed, ran out of time or memory, or the API is not allowed to call it"
            : "the function met an unexpected error, such as a permission that its role lacks",
        logs.logOf(response.request().route().function()));
  }

  private LikelyCause ofUnavailable(ApiResponse response) {
    return response.isFromGateway()
        ? new LikelyCause(
            "the function does not respond in time: it cannot reach the table, or is throttled",
            logs.tableAccess() + "; " + logs.logOf(response.request().route().function()))
        : new LikelyCause(
            "the function cannot reach the table, or the table throttles requests",
            logs.tableAccess());
  }

  /** No response. */
  public LikelyCause of(ApiRoute route, IOException e) {
    if (e instanceof HttpTimeoutException) {
      return new LikelyCause(
          "the function hangs, probably because it cannot reach the table",
          logs.tableAccess() + "; " + logs.logOf(route.function()));
    }
    return new LikelyCause(
        "nothing listens at the API's address, or it cannot be reached from this machine",
        "the API's address, your network and proxy, and whether the deployment is being created or deleted");
  }

  /** Describes the failure to get a response. Java's own messages are often empty. */
  public String name(IOException e) {
    return switch (e) {
      case HttpTimeoutException timeout -> "it timed out";
      case ConnectException unknown when unknown.getCause() instanceof UnresolvedAddressException ->
          "the address cannot be resolved";
      case ConnectException refused -> "the connection was refused";
      default ->
          e.getClass().getSimpleName() + (e.getMessage() == null ? "" : ", " + e.getMessage());
    };
  }

  /** A response with the expected status and unexpected content. */
  public LikelyCause behavior(ApiRoute route) {
    return new LikelyCause(
        "the deployed code is not this project's, or does not work",
        logs.logOf(route.function()) + "; deploy again");
  }

  /** A signed-in user without a profile. */
  public LikelyCause noProfile() {
    return new LikelyCause(
        "RegisterUser was not called when the user signed in, or failed",
        "the triggers of " + logs.userPool() + "; " + logs.logOf("RegisterUser"));
  }

  /** A request that was accepted without an access token. */
  public LikelyCause missingAuthorizer() {
    return new LikelyCause(
        "the route does not require an access token: its authorizer or scope is missing",
        logs.templateOf("DefaultAuthorizer and AuthorizationScopes of MessagesApi"));
  }

  /** An origin that is wrongly allowed or not allowed. */
  public LikelyCause origins() {
    return new LikelyCause(
        "the API's allowed origins differ",
        "the parameter AllowedOrigins of the deployment, and --origin of this command");
  }

  /** A user who cannot connect, or not subscribe to their own channel. */
  public LikelyCause subscriptions() {
    return new LikelyCause(
        "AppSync does not accept this user pool's tokens, or cannot invoke AuthorizeSubscription",
        logs.templateOf("AuthProviders of LiveApi") + "; " + logs.logOf("AuthorizeSubscription"));
  }

  /** A profile that disagrees with the deployment about its live events. */
  public LikelyCause oldEndpoint() {
    return new LikelyCause(
        "the alias of ShowMe leads to a version that was published before LiveEvents changed",
        logs.templateOf("VersionDescription of ShowMe") + "; change it and deploy again");
  }

  /** A subscription that is refused, but not because of its channel. */
  public LikelyCause otherRefusal() {
    return new LikelyCause(
        "AppSync throttles requests, or AuthorizeSubscription failed: verify again",
        logs.logOf("AuthorizeSubscription"));
  }

  /** An event that does not arrive. */
  public LikelyCause events() {
    return new LikelyCause(
        "NotifyMembers does not receive the stream, or cannot publish",
        logs.streamOf("NotifyMembers") + "; publishFailures in its log");
  }

  /** A user who can subscribe to another channel than their own. */
  public LikelyCause openChannels() {
    return new LikelyCause(
        "any user can receive the messages of others: set LiveEvents to off",
        logs.templateOf("the OnSubscribe handler of MemberChannels"));
  }

  /** A non-member who could read or write. */
  public LikelyCause membership(ApiRoute route) {
    return new LikelyCause(
        "any user who knows a message group's uuid can use it: take this deployment out of service",
        logs.templateOf("the handler of " + route.function()));
  }

  /** Lists that do not show the newest message. */
  public LikelyCause stream() {
    return new LikelyCause(
        "the stream does not reach its function, or the function fails",
        logs.streamOf("RewriteMessageGroups"));
  }

  /** Items that cannot be deleted. */
  public LikelyCause cleanup() {
    return new LikelyCause(
        "your credentials do not allow it, or the table cannot be reached from this machine",
        "dynamodb:GetItem, Query and DeleteItem on the table");
  }
}
