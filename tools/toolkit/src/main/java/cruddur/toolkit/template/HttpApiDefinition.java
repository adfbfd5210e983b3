package cruddur.toolkit.template;

import java.time.Duration;
import java.util.List;

/** The HTTP API: its CORS configuration and its authorizer. */
public record HttpApiDefinition(Cors cors, Authorizer authorizer) {

  /** The CORS configuration. */
  public record Cors(
      List<String> allowOrigins,
      List<String> allowMethods,
      List<String> allowHeaders,
      List<String> exposeHeaders,
      Duration maxAge) {}

  /**
   * The JWT authorizer.
   *
   * @param identitySource where a request has its token, {@code $request.header.Authorization}
   * @param issuer the {@code iss} claim that a token must have
   * @param audience a token must be issued for one of these clients
   * @param scopes a token must have one of these scopes
   */
  public record Authorizer(
      String identitySource, String issuer, List<String> audience, List<String> scopes) {}
}
