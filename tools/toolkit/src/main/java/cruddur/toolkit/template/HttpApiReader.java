package cruddur.toolkit.template;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Reads an {@code AWS::Serverless::HttpApi}. */
final class HttpApiReader {
  private HttpApiReader() {}

  static HttpApiDefinition read(TemplateResource api) {
    TemplateSection properties =
        api.properties().only(Set.of("CorsConfiguration", "Auth"), IgnoredProperties.HTTP_API);
    return new HttpApiDefinition(
        cors(properties.required("CorsConfiguration")), authorizer(properties.required("Auth")));
  }

  private static HttpApiDefinition.Cors cors(TemplateSection cors) {
    cors.only(Set.of("AllowOrigins", "AllowMethods", "AllowHeaders", "ExposeHeaders", "MaxAge"));
    List<String> origins = cors.texts("AllowOrigins");
    if (origins.contains("*")) {
      throw cors.failure(
          "AllowOrigins",
          "the local system supports exact origins only, and * would allow every page");
    }
    return new HttpApiDefinition.Cors(
        origins,
        cors.texts("AllowMethods"),
        cors.texts("AllowHeaders"),
        cors.texts("ExposeHeaders"),
        Duration.ofSeconds(cors.number("MaxAge")));
  }

  /** Reads the default authorizer, which must be the only one. */
  private static HttpApiDefinition.Authorizer authorizer(TemplateSection auth) {
    auth.only(Set.of("DefaultAuthorizer", "Authorizers"));
    String name = auth.requiredText("DefaultAuthorizer");
    TemplateSection authorizer = auth.required("Authorizers").only(Set.of(name)).required(name);
    authorizer.only(Set.of("IdentitySource", "JwtConfiguration", "AuthorizationScopes"));
    TemplateSection jwt =
        authorizer.required("JwtConfiguration").only(Set.of("issuer", "audience"));
    return new HttpApiDefinition.Authorizer(
        authorizer.requiredText("IdentitySource"),
        jwt.requiredText("issuer"),
        jwt.texts("audience"),
        authorizer.texts("AuthorizationScopes"));
  }
}
