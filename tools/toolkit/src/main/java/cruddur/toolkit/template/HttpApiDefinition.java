package cruddur.toolkit.template;

import java.time.Duration;
import java.util.List;

/** The HTTP API: who may call it from which page, and whose tokens it takes. */
public record HttpApiDefinition(Cors cors, Authorizer authorizer) {

  /** What browsers are told. */
  public record Cors(
      List<String> allowOrigins,
      List<String> allowMethods,
      List<String> allowHeaders,
      List<String> exposeHeaders,
      Duration maxAge) {}

  /**
   * The JWT authorizer.
   *
   * @param identitySource where the token is, {@code $request.header.Authorization}
   * @param issuer the {@code iss} of its tokens
   * @param audience any of which a token is for
   * @param scopes any of which a token must have
   */
  public record Authorizer(
      String identitySource, String issuer, List<String> audience, List<String> scopes) {}
}
