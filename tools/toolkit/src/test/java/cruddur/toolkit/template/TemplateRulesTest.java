package cruddur.toolkit.template;

import static cruddur.toolkit.template.TemplateYaml.list;
import static cruddur.toolkit.template.TemplateYaml.names;
import static cruddur.toolkit.template.TemplateYaml.ref;
import static cruddur.toolkit.template.TemplateYaml.texts;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import cruddur.messaging.text.DisplayName;
import cruddur.messaging.users.ReservationKind;
import cruddur.toolkit.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Rules that no linter checks: the parts of the template agree with each other and with the code.
 */
class TemplateRulesTest {
  private static final TemplateYaml TEMPLATE = TemplateYaml.read();
  private static final Map<String, JsonNode> FUNCTIONS =
      TEMPLATE.resources("AWS::Serverless::Function");
  private static final JsonNode GLOBALS = TEMPLATE.root().at("/Globals/Function");
  private static final JsonNode API = TEMPLATE.properties("MessagesApi");
  private static final JsonNode POOL = TEMPLATE.properties("UserPool");

  // The whole template

  /** Except the rules, which name the regions that lack a service. */
  @Test
  void noLineNamesARegionOrAnAccount() {
    Pattern region = Pattern.compile("\\b[a-z]{2}(-gov|-iso[a-z]?)?-[a-z]+-[0-9]\\b");
    Pattern account = Pattern.compile("\\b[0-9]{12}\\b");
    List<String> lines = TEMPLATE.lines();
    assertEquals(
        List.of(),
        Stream.concat(
                lines.stream().takeWhile(line -> !line.equals("Rules:")),
                lines.stream().dropWhile(line -> !line.equals("Conditions:")))
            .filter(line ->
                region.matcher(line).find()
                    || account.matcher(line).find()
                    || line.contains("arn:aws"))
            .toList());
  }

  @Test
  void noLineIsLongerThan120Columns() {
    assertEquals(List.of(), TEMPLATE.lines().stream().filter(line -> line.length() > 120).toList());
  }

  @Test
  void everyParameterIsDescribedAndHasAValidDefault() {
    TEMPLATE
        .all("/Parameters")
        .forEach((name, parameter) -> {
          assertFalse(parameter.path("Description").asText().isBlank(), name);
          assertTrue(parameter.has("Default"), name);
          assertTrue(isValid(parameter, parameter.path("Default").asText()), name);
        });
  }

  @Test
  void everyOutputIsDescribed() {
    TEMPLATE
        .all("/Outputs")
        .forEach(
            (name, output) -> assertFalse(output.path("Description").asText().isBlank(), name));
  }

  @ParameterizedTest
  @CsvSource({
    "AvailabilityZones, '', true",
    "AvailabilityZones, 'us-east-1b,us-east-1c', true",
    "AvailabilityZones, us-east-1b, false",
    "AvailabilityZones, 'us-east-1b,us-east-1c,us-east-1d', false",
    "AvailabilityZones, 'us-east-1b, us-east-1c', false",
    "SignInDomainPrefix, '', true",
    "SignInDomainPrefix, none, true",
    "SignInDomainPrefix, chat-1, true",
    "SignInDomainPrefix, laws, false",
    "SignInDomainPrefix, my-amazon-chat, false",
    "SignInDomainPrefix, cognito, false",
    "SignInDomainPrefix, chat-, false",
    "SignInDomainPrefix, Chat, false",
    "TableName, ab, false",
    "TableName, abc, true",
  })
  void aParameterAcceptsWhatItsServiceAccepts(String parameter, String value, boolean isAccepted) {
    assertEquals(isAccepted, isValid(TEMPLATE.root().at("/Parameters/" + parameter), value));
  }

  // HTTP API

  @Test
  void onlyTheUserLookupIsPublicAndItsThrottlingLimitsAreLower() {
    List<String> publicRoutes =
        httpEvents()
            .filter(event -> event.has("Auth"))
            .map(event -> event.path("Method").asText() + " " + event.path("Path").asText())
            .toList();
    assertEquals(List.of("GET /api/users/{handle}/short"), publicRoutes);
    JsonNode settings = API.path("RouteSettings").path(publicRoutes.getFirst());
    for (String limit : List.of("ThrottlingRateLimit", "ThrottlingBurstLimit")) {
      int usual = TEMPLATE.number(API.path("DefaultRouteSettings").path(limit));
      int own = TEMPLATE.number(settings.path(limit));
      assertTrue(0 < own && own < usual, limit + " is " + own + ", on other routes " + usual);
    }
  }

  @Test
  void theClientIsAllowedTheScopesThatTheAuthorizerRequires() {
    String authorizer = API.at("/Auth/DefaultAuthorizer").asText();
    List<String> required =
        texts(API.path("Auth").path("Authorizers").path(authorizer).path("AuthorizationScopes"));
    assertFalse(required.isEmpty());
    assertTrue(
        texts(TEMPLATE.properties("UserPoolClient").path("AllowedOAuthScopes"))
            .containsAll(required));
  }

  /** AppSync requires no scope, so the function has to. */
  @Test
  void aSubscriptionRequiresTheScopeOfTheApi() {
    String authorizer = API.at("/Auth/DefaultAuthorizer").asText();
    assertEquals(
        texts(API.path("Auth").path("Authorizers").path(authorizer).path("AuthorizationScopes")),
        texts(
            TEMPLATE
                .properties("AuthorizeSubscription")
                .at("/Environment/Variables/REQUIRED_SCOPE")));
  }

  @Test
  void theAccessLogIsJsonWithoutTokensPathsAndQueries() {
    String format = API.at("/AccessLogSettings/Format").asText();
    assertTrue(Json.parseObject(format.getBytes(StandardCharsets.UTF_8)).isPresent(), format);
    Pattern personal = Pattern.compile("(?i)path|query|header|token|identity|claims(?!\\.sub$)");
    assertEquals(
        List.of(),
        Pattern.compile("\\$context\\.([A-Za-z.]+)")
            .matcher(format)
            .results()
            .map((MatchResult variable) -> variable.group(1))
            .filter(personal.asPredicate())
            .toList());
  }

  @Test
  void onlyExactOriginsAreAllowed() {
    assertEquals(ref("AllowedOrigins"), API.at("/CorsConfiguration/AllowOrigins"));
    Pattern allowed =
        Pattern.compile(TEMPLATE.root().at("/Parameters/AllowedOrigins/AllowedPattern").asText());
    assertTrue(allowed.matcher("https://app.example.com").matches());
    for (String refused :
        List.of("*", "https://*", "https://*.example.com", "https://example.com/", "example.com")) {
      assertFalse(allowed.matcher(refused).matches(), refused);
    }
  }

  // Sign-in

  @Test
  void aHandleIsGivenAtSignUpAndNeverChanges() {
    JsonNode handle =
        list(POOL.path("Schema")).stream()
            .filter(attribute -> attribute.path("Name").asText().equals("preferred_username"))
            .findFirst()
            .orElseThrow();
    assertEquals("true", handle.path("Required").asText());
    assertEquals("false", handle.path("Mutable").asText());
    assertTrue(
        texts(TEMPLATE.properties("UserPoolClient").path("WriteAttributes"))
            .contains("preferred_username"));
  }

  @Test
  void thePoolAllowsNoLongerNameThanTheService() {
    JsonNode name =
        list(POOL.path("Schema")).stream()
            .filter(attribute -> attribute.path("Name").asText().equals("name"))
            .findFirst()
            .orElseThrow();
    assertEquals(
        DisplayName.MAX_CODE_POINTS, name.at("/StringAttributeConstraints/MaxLength").asInt());
    assertEquals(1, name.at("/StringAttributeConstraints/MinLength").asInt());
  }

  @Test
  void aReservationIgnoresTheCaseOfAnEmailAddressAsThePoolDoes() {
    assertEquals("false", POOL.at("/UsernameConfiguration/CaseSensitive").asText());
    assertEquals(
        ReservationKind.SIGN_UP.emailDigest("river@example.com"),
        ReservationKind.SIGN_UP.emailDigest("River@Example.com"));
  }

  @Test
  void aHandleStaysReservedForAnInvitedUserAsLongAsTheirPasswordIsValid() {
    assertEquals(
        ReservationKind.INVITATION.duration().toDays(),
        POOL.at("/Policies/PasswordPolicy/TemporaryPasswordValidityDays").asLong());
  }

  // Functions

  @Test
  void everyChangeOfAFunctionPublishesAVersionThatStartsFromItsSnapshot() {
    assertEquals("PublishedVersions", GLOBALS.at("/SnapStart/ApplyOn").asText());
    assertEquals("live", GLOBALS.path("AutoPublishAlias").asText());
    FUNCTIONS.forEach((function, definition) -> {
      JsonNode properties = definition.path("Properties");
      assertEquals("true", properties.path("AutoPublishAliasAllProperties").asText(), function);
      assertFalse(properties.has("SnapStart") || properties.has("AutoPublishAlias"), function);
    });
  }

  @Test
  void theFunctionsConnectToTheTableByHttps() {
    String endpoint = GLOBALS.at("/Environment/Variables/AWS_ENDPOINT_URL_DYNAMODB").toString();
    assertTrue(endpoint.contains("https://dynamodb."), endpoint);
    assertFalse(endpoint.contains("http://"), endpoint);
  }

  @Test
  void noEnvironmentVariableHasANameThatLambdaReserves() {
    Pattern reserved =
        Pattern.compile(
            "_.*|AWS_LAMBDA_.*|LAMBDA_.*|AWS_(DEFAULT_)?REGION|AWS_EXECUTION_ENV|AWS_ACCESS_KEY.*"
                + "|AWS_SECRET_ACCESS_KEY|AWS_SESSION_TOKEN|TZ");
    Stream.concat(
            Stream.of(GLOBALS),
            FUNCTIONS.values().stream().map(function -> function.path("Properties")))
        .flatMap(properties -> names(properties.at("/Environment/Variables")).stream())
        .forEach(name -> assertFalse(reserved.matcher(name).matches(), name));
  }

  private static boolean isValid(JsonNode parameter, String value) {
    if (parameter.has("AllowedValues")) {
      return texts(parameter.path("AllowedValues")).contains(value);
    }
    if (parameter.path("Type").asText().equals("Number")) {
      return parameter.path("MinValue").asInt(Integer.MAX_VALUE) <= Integer.parseInt(value)
          && Integer.parseInt(value) <= parameter.path("MaxValue").asInt(Integer.MIN_VALUE);
    }
    List<String> values =
        parameter.path("Type").asText().equals("CommaDelimitedList")
            ? List.of(value.split(","))
            : List.of(value);
    String pattern = parameter.path("AllowedPattern").asText();
    return parameter.has("AllowedPattern")
        && parameter.has("ConstraintDescription")
        && values.stream().allMatch(item -> item.matches(pattern));
  }

  private static Stream<JsonNode> httpEvents() {
    return FUNCTIONS.values().stream()
        .flatMap(function -> list(function.at("/Properties/Events")).stream())
        .filter(event -> event.path("Type").asText().equals("HttpApi"))
        .map(event -> event.path("Properties"));
  }
}
