package cruddur.local.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import cruddur.local.cognito.Issuer;
import cruddur.local.http.RawHttp.Reply;
import cruddur.local.lambda.FunctionError;
import cruddur.local.lambda.Invocable;
import cruddur.local.route.HttpApiResponse;
import cruddur.toolkit.sample.LocalUser;
import cruddur.toolkit.template.FunctionDefinition;
import cruddur.toolkit.template.Template;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The routes of the real template, with functions that record their events. */
class HttpApiTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-22T13:07:40.123Z"));
  private static final LocalUser USER =
      new LocalUser("sub-1", "river", "River Example", "river@example.com");
  private static final int LARGEST_EVENT = 6 * 1024 * 1024 + 100;
  private static final String EMPTY_200 = "{\"statusCode\":200,\"body\":\"{}\"}";
  private static final JsonMapper JSON = new JsonMapper();

  private static final List<String> EVENTS = new ArrayList<>();
  private static Invocable behavior;
  private static HttpApi api;
  private static RawHttp http;
  private static String token;

  @BeforeAll
  static void start() throws IOException {
    Template template = Template.read(Path.of("..", "..", "template.yaml"), Map.of());
    Issuer issuer =
        Issuer.of(template.httpApi().authorizer(), Optional.empty(), CLOCK, () -> "id-1");
    token = "Authorization: Bearer " + issuer.accessToken(USER);
    Map<String, Invocable> functions =
        template.functions().stream()
            .collect(
                Collectors.toMap(
                    FunctionDefinition::logicalId,
                    function ->
                        event -> {
                          EVENTS.add(
                              function.logicalId()
                                  + " "
                                  + new String(event, StandardCharsets.UTF_8));
                          return behavior.invoke(event);
                        }));
    api =
        new HttpApi(
            template,
            functions,
            issuer.keys(),
            new LocalSite(
                Map.of("POST /local/echo", body -> new HttpApiResponse(200, Map.of(), body)),
                Path.of("no", "page")),
            CLOCK);
    api.start(0);
    http = new RawHttp(api.port());
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @BeforeEach
  void respondWithAnEmptyObject() {
    EVENTS.clear();
    respond(EMPTY_200);
  }

  // Routes

  @ParameterizedTest
  @CsvSource({
    "GET  /api/messages/11111111-2222-3333-4444-555555555555, ListMessages",
    "GET  /api/messages/@river,                               ListMessages",
    "GET  /api/message_groups,                                ListMessageGroups",
    "GET  /api/message_groups?limit=x,                        ListMessageGroups",
    "POST /api/messages,                                      CreateMessage",
    "POST /api/message_groups,                                CreateMessageGroup",
    "GET  /api/users/@river/short,                            ShowUserShort",
    "GET  /api/users/@@river/short,                           ShowUserShort",
    "GET  /api/users/a%20b/short,                             ShowUserShort",
    "GET  /api/message_groups?limit=%zz,                      ListMessageGroups",
  })
  void aRequestReachesTheFunctionOfItsRoute(String request, String function) throws IOException {
    Reply reply = http.send(request.replaceAll(" +", " "), token);

    assertEquals(200, reply.status());
    assertEquals(List.of(function), EVENTS.stream().map(event -> event.split(" ")[0]).toList());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /",
        "GET /api/messages",
        "GET /api/messages/",
        "GET /api/messages/a/b",
        "GET /api/messages/a%2Fb",
        "GET /api/message_groups/",
        "GET //api/message_groups",
        "GET /api/./message_groups",
        "GET /api/x/../message_groups",
        "GET /api/message_groups;x=1",
        "DELETE /api/messages",
        "HEAD /api/message_groups",
        "BREW /api/messages",
        "GET /local",
      })
  void anythingElseIsNotFound(String request) throws IOException {
    Reply reply = http.send(request, token);

    assertEquals(404, reply.status());
    assertEquals(request.startsWith("HEAD") ? "" : "{\"message\":\"Not Found\"}", reply.body());
    assertEquals("application/json", reply.headers().get("content-type"));
    assertEquals(List.of(), EVENTS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"GET /api/users/%zz/short", "GET /api/users/100%/short", "GET x", "G(T /"})
  void anUnreadableRequestIsABadRequestInJson(String request) throws IOException {
    Reply reply = http.send(request);

    assertEquals(400, reply.status());
    assertEquals("{\"message\":\"Bad Request\"}", reply.body());
    assertEquals("application/json", reply.headers().get("content-type"));
  }

  @Test
  void headersAboveTheQuotaAreRefusedInJson() throws IOException {
    Reply reply = http.send("GET /api/message_groups", "X-Long: " + "x".repeat(11_000));

    assertEquals(431, reply.status());
    assertEquals("{\"message\":\"Request Header Fields Too Large\"}", reply.body());
  }

  @Test
  void anEventAboveSixMegabytesNeverReachesAFunction() throws IOException {
    for (String type : List.of("application/json", "application/octet-stream")) {
      EVENTS.clear();
      assertEquals(200, post(1, type).status());
      int rest = LARGEST_EVENT - EVENTS.getFirst().substring("CreateMessage ".length()).length();
      int largest = type.equals("application/json") ? 1 + rest : 1 + rest / 4 * 3;
      EVENTS.clear();

      assertEquals(200, post(largest, type).status());
      assertEquals(1, EVENTS.size());
      assertTooLarge(post(largest + 3, type));
      assertEquals(1, EVENTS.size());
    }
  }

  @Test
  void aBodyAboveTenMegabytesIsRefusedBeforeItsToken() throws IOException {
    byte[] body = new byte[10 * 1024 * 1024 + 1];

    assertTooLarge(http.send("POST /api/messages", body, "Origin: http://localhost:3000"));
    assertEquals(
        401, http.send("POST /api/messages", Arrays.copyOf(body, body.length - 1)).status());
    assertEquals(List.of(), EVENTS);
  }

  /** Posts a text of a length; the lengths of the event's other fields stay the same. */
  private static Reply post(int length, String type) throws IOException {
    return http.send(
        "POST /api/messages",
        "a".repeat(length).getBytes(StandardCharsets.UTF_8),
        token,
        "Content-Type: " + type,
        "Origin: http://localhost:3000",
        "X-Padding: " + "p".repeat(8 - String.valueOf(length).length()));
  }

  private static void assertTooLarge(Reply reply) {
    assertEquals(413, reply.status());
    assertEquals("{\"message\":\"Request Entity Too Large\"}", reply.body());
    assertEquals("http://localhost:3000", reply.headers().get("access-control-allow-origin"));
  }

  // Tokens

  @Test
  void aRequestWithoutTokenIsUnauthorized() throws IOException {
    Reply reply = http.send("GET /api/message_groups");

    assertEquals(401, reply.status());
    assertEquals("{\"message\":\"Unauthorized\"}", reply.body());
    assertEquals("Bearer", reply.headers().get("www-authenticate"));
    assertEquals(List.of(), EVENTS);
  }

  @Test
  void anInvalidTokenIsUnauthorized() throws IOException {
    Reply reply = http.send("GET /api/message_groups", "Authorization: Bearer null");

    assertEquals(401, reply.status());
    assertEquals("{\"message\":\"Unauthorized\"}", reply.body());
    assertEquals(
        "Bearer scope=\"aws.cognito.signin.user.admin\" error=\"invalid_token\""
            + " error_description=\"the token cannot be read\"",
        reply.headers().get("www-authenticate"));
    assertEquals(List.of(), EVENTS);
  }

  @Test
  void thePublicRouteNeedsNoToken() throws IOException {
    assertEquals(200, http.send("GET /api/users/@river/short").status());
    assertFalse(event().at("/requestContext").has("authorizer"));
  }

  // Events

  @Test
  void theEventHasPayloadFormatTwo() throws IOException {
    byte[] body = "{\"message\":\"hi ✓\"}".getBytes(StandardCharsets.UTF_8);

    http.send(
        "POST /api/messages?a=1&b=x%20y+z&a=2&c",
        body,
        token,
        "Content-Type: application/json; charset=utf-8",
        "Accept: application/json",
        "accept: text/plain",
        "Cookie: one=1; two=2",
        "User-Agent: tests");

    ObjectNode event = event();
    String requestId = event.at("/requestContext/requestId").asText();
    assertTrue(requestId.matches("[0-9a-f-]{36}"), requestId);
    assertEquals(
        JSON.readTree(
            """
            {
              "version": "2.0",
              "routeKey": "POST /api/messages",
              "rawPath": "/api/messages",
              "rawQueryString": "a=1&b=x%20y+z&a=2&c",
              "cookies": ["one=1", "two=2"],
              "headers": {
                "connection": "close",
                "host": "localhost:PORT",
                "content-length": "20",
                "authorization": "TOKEN",
                "content-type": "application/json; charset=utf-8",
                "accept": "application/json,text/plain",
                "user-agent": "tests",
                "x-forwarded-for": "127.0.0.1",
                "x-forwarded-proto": "http"
              },
              "queryStringParameters": {"a": "1,2", "b": "x y z", "c": ""},
              "requestContext": {
                "accountId": "000000000000",
                "apiId": "local",
                "authorizer": {
                  "jwt": {
                    "claims": {
                      "sub": "sub-1",
                      "iss": "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_local",
                      "client_id": "local-client",
                      "origin_jti": "id-1",
                      "event_id": "id-1",
                      "token_use": "access",
                      "scope": "aws.cognito.signin.user.admin",
                      "auth_time": "1795352860",
                      "exp": "1795356460",
                      "iat": "1795352860",
                      "jti": "id-1",
                      "username": "sub-1"
                    },
                    "scopes": ["aws.cognito.signin.user.admin"]
                  }
                },
                "domainName": "localhost:PORT",
                "domainPrefix": "local",
                "http": {
                  "method": "POST",
                  "path": "/api/messages",
                  "protocol": "HTTP/1.1",
                  "sourceIp": "127.0.0.1",
                  "userAgent": "tests"
                },
                "requestId": "ID",
                "routeKey": "POST /api/messages",
                "stage": "$default",
                "time": "22/Nov/2026:13:07:40 +0000",
                "timeEpoch": 1795352860123
              },
              "body": "{\\"message\\":\\"hi ✓\\"}",
              "isBase64Encoded": false
            }
            """
                .replace("PORT", Integer.toString(api.port()))
                .replace("TOKEN", token.substring("Authorization: ".length()))
                .replace("ID\"", requestId + "\"")),
        JSON.readTree(event.toString()));
  }

  @Test
  void fieldsWithoutValueAreAbsent() throws IOException {
    http.send("GET /api/users/%40caf%C3%A9+/short");

    ObjectNode event = event();
    assertEquals(
        Map.of("handle", "@café+"), JSON.convertValue(event.get("pathParameters"), Map.class));
    assertEquals("/api/users/@café+/short", event.get("rawPath").asText());
    assertEquals("", event.get("rawQueryString").asText());
    for (String absent : List.of("cookies", "queryStringParameters", "body", "stageVariables")) {
      assertFalse(event.has(absent), absent);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "text/plain,                        false",
    "application/xml,                   false",
    "application/problem+json,          false",
    "application/javascript,            false",
    "application/x-www-form-urlencoded, true",
    "application/octet-stream,          true",
    ",                                  true",
  })
  void aBodyThatIsNotTextIsBase64(String type, boolean isBase64Encoded) throws IOException {
    http.send(
        "POST /api/messages",
        "a".getBytes(StandardCharsets.UTF_8),
        token,
        type == null ? "X: y" : "Content-Type: " + type);

    assertEquals(isBase64Encoded, event().get("isBase64Encoded").asBoolean());
    assertEquals(isBase64Encoded ? "YQ==" : "a", event().get("body").asText());
  }

  /** Not as text with replaced characters: the function refuses them. */
  @ParameterizedTest
  @ValueSource(strings = {"ff", "c3", "c328", "eda080", "f4908080", "c0af", "61ff62"})
  void bytesThatAreNotUtf8AreBase64(String hex) throws IOException {
    byte[] body = HexFormat.of().parseHex(hex);

    http.send("POST /api/messages", body, token, "Content-Type: application/json");

    assertTrue(event().get("isBase64Encoded").asBoolean());
    assertEquals(Base64.getEncoder().encodeToString(body), event().get("body").asText());
  }

  // Responses

  @Test
  void theResponseIsThatOfTheFunction() throws IOException {
    respond(
        """
        {"statusCode":201,"headers":{"Content-Type":"application/json","X-A":"1"},"cookies":["a=1","b=2"],
         "multiValueHeaders":{"X-B":["2"]},"body":"eyJhIjoxfQ==","isBase64Encoded":true}
        """);

    Reply reply = http.send("GET /api/message_groups", token);

    assertEquals(201, reply.status());
    assertEquals("{\"a\":1}", reply.body());
    assertEquals("application/json", reply.headers().get("content-type"));
    assertEquals("1", reply.headers().get("x-a"));
    assertEquals("a=1 | b=2", reply.headers().get("set-cookie"));
    assertNull(reply.headers().get("x-b"));
    assertNull(reply.headers().get("server"));
  }

  @ParameterizedTest
  @ValueSource(ints = {204, 304})
  void someResponsesHaveNoBody(int status) throws IOException {
    respond(
        "{\"statusCode\":"
            + status
            + ",\"headers\":{\"etag\":\"\\\"x\\\"\"},\"body\":\"ignored\"}");

    Reply reply = http.send("GET /api/message_groups", token);

    assertEquals(status, reply.status());
    assertEquals("", reply.body());
    assertNull(reply.headers().get("content-length"));
    assertNull(reply.headers().get("transfer-encoding"));
    assertEquals("\"x\"", reply.headers().get("etag"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "[]",
        "{}",
        "\"text\"",
        "{\"statusCode\":0}",
        "{\"statusCode\":200,\"body\":\"!\",\"isBase64Encoded\":true}"
      })
  void anInvalidResponseIsAnInternalError(String response) throws IOException {
    respond(response);

    assertInternalError(
        http.send("GET /api/message_groups", token, "Origin: http://localhost:3000"));
  }

  @Test
  void aFunctionErrorIsAnInternalError() throws IOException {
    behavior =
        event -> {
          throw new FunctionError("java.lang.IllegalStateException", "something internal");
        };

    assertInternalError(
        http.send("GET /api/message_groups", token, "Origin: http://localhost:3000"));
  }

  @Test
  void aFailureOfTheGatewayItselfIsAnInternalErrorInJson() throws IOException {
    behavior =
        event -> {
          throw new IllegalStateException("something internal");
        };

    Reply reply = http.send("GET /api/message_groups", token);

    assertEquals(500, reply.status());
    assertEquals("{\"message\":\"Internal Server Error\"}", reply.body());
  }

  private static void assertInternalError(Reply reply) {
    assertEquals(500, reply.status());
    assertEquals("{\"message\":\"Internal Server Error\"}", reply.body());
    assertEquals("http://localhost:3000", reply.headers().get("access-control-allow-origin"));
  }

  // CORS

  @Test
  void aPreflightNeedsNoToken() throws IOException {
    Reply reply =
        http.send(
            "OPTIONS /api/message_groups",
            "Origin: http://localhost:3000",
            "Access-Control-Request-Method: GET",
            "Access-Control-Request-Headers: authorization,traceparent");

    assertEquals(204, reply.status());
    assertEquals("", reply.body());
    assertEquals("http://localhost:3000", reply.headers().get("access-control-allow-origin"));
    assertEquals("GET,POST,PUT,DELETE", reply.headers().get("access-control-allow-methods"));
    assertEquals(
        "authorization,content-type,traceparent,idempotency-key,if-none-match",
        reply.headers().get("access-control-allow-headers"));
    assertEquals("3600", reply.headers().get("access-control-max-age"));
    assertEquals(List.of(), EVENTS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost:3001",
        "https://localhost:3000",
        "http://localhost:3000/",
        "null"
      })
  void anotherOriginGetsNoCorsHeaders(String origin) throws IOException {
    for (String method : List.of("OPTIONS", "GET")) {
      Reply reply = http.send(method + " /api/message_groups", token, "Origin: " + origin);

      assertEquals(method.equals("GET") ? 200 : 204, reply.status());
      assertEquals(
          List.of(),
          reply.headers().keySet().stream()
              .filter(name -> name.startsWith("access-control"))
              .toList());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "GET /api/message_groups, 401",
    "GET /nowhere, 404",
    "GET /api/users/@river/short, 200"
  })
  void anAllowedOriginCanReadErrorsToo(String request, int status) throws IOException {
    Reply reply = http.send(request, "Origin: http://localhost:3000");

    assertEquals(status, reply.status());
    assertEquals("http://localhost:3000", reply.headers().get("access-control-allow-origin"));
    assertEquals("link,etag,retry-after", reply.headers().get("access-control-expose-headers"));
  }

  // Local routes

  @Test
  void aLocalRouteRespondsToLocalPrograms() throws IOException {
    for (String host : List.of("localhost", "127.0.0.1", "[::1]")) {
      Reply reply =
          http.send(
              "POST /local/echo",
              "a".getBytes(StandardCharsets.UTF_8),
              "Host: " + host + ":" + api.port());

      assertEquals(200, reply.status());
      assertEquals("a", reply.body());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Host: rebound.example",
        "Host: rebound.example:4567",
        "Host: localhost.rebound.example",
        "Origin: http://localhost:3000",
        "Origin: null",
        "Sec-Fetch-Site: cross-site",
        "Sec-Fetch-Site: same-site",
      })
  void aLocalRouteRefusesPagesOfOtherOrigins(String header) throws IOException {
    Reply reply = http.send("POST /local/echo", "a".getBytes(StandardCharsets.UTF_8), header);

    assertEquals(403, reply.status());
    assertEquals("{\"message\":\"Forbidden\"}", reply.body());
    assertNull(reply.headers().get("access-control-allow-origin"));
  }

  @Test
  void aLocalRouteHasNoPreflight() throws IOException {
    Reply reply = http.send("OPTIONS /local/echo", "Origin: http://localhost:3000");

    assertEquals(403, reply.status());
    assertNull(reply.headers().get("access-control-allow-origin"));
  }

  @Test
  void anUnknownLocalRouteIsNotFound() throws IOException {
    assertEquals(404, http.send("GET /local/echo").status());
  }

  private static void respond(String json) {
    behavior = event -> json.getBytes(StandardCharsets.UTF_8);
  }

  private static ObjectNode event() throws IOException {
    String event = EVENTS.getFirst();
    JsonNode json = JSON.readTree(event.substring(event.indexOf(' ') + 1));
    return (ObjectNode) json;
  }
}
