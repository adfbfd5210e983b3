package cruddur.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import cruddur.toolkit.clients.LocalClients;
import cruddur.toolkit.json.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Who may connect, subscribe and publish, with which token; and how exactly others are refused. */
class LiveSecurityTest {

  /** Whose token a request has. */
  private enum Token {
    VALID,
    NONE,
    GARBAGE,
    EXPIRED,
    OTHER_KEY,
    OTHER_CLIENT,
    ID_TOKEN,
    NO_SCOPE,
    /** Of a user whose profile was removed. */
    REMOVED
  }

  /** What is requested. A subscription is to a channel in which OWN and OTHER are users. */
  private enum Action {
    CONNECT(""),
    SUBSCRIBE_OWN("/members/OWN"),
    SUBSCRIBE_OWN_WITHOUT_SLASH("members/OWN"),
    SUBSCRIBE_OTHER("/members/OTHER"),
    SUBSCRIBE_NAMESPACE("/members"),
    SUBSCRIBE_DEEPER("/members/OWN/more"),
    SUBSCRIBE_OTHER_NAMESPACE("/others/OWN"),
    SUBSCRIBE_ALL("/*"),
    SUBSCRIBE_ALL_MEMBERS("/members/*"),
    SUBSCRIBE_WILDCARD_BELOW_OWN("/members/OWN/*"),
    SUBSCRIBE_WILDCARD_FIRST("/*/OWN"),
    SUBSCRIBE_WILDCARD_WITHIN("/members/OWN*"),
    PUBLISH_BY_SOCKET("/members/OWN"),
    PUBLISH_BY_HTTP("/members/OWN");

    private final String channel;

    Action(String channel) {
      this.channel = channel;
    }
  }

  /** A row for each action, a column for each token. */
  private static final String TABLE =
      """
      ACTION                       VALID     NONE   GARBAGE EXPIRED OTHER_KEY OTHER_CLIENT ID_TOKEN NO_SCOPE REMOVED
      CONNECT                      ok        unauth unauth  expired unauth    unauth       ok       ok       ok
      SUBSCRIBE_OWN                ok        unauth unauth  expired unauth    unauth       token    token    profile
      SUBSCRIBE_OWN_WITHOUT_SLASH  ok        unauth unauth  expired unauth    unauth       token    token    profile
      SUBSCRIBE_OTHER              channel   unauth unauth  expired unauth    unauth       token    token    profile
      SUBSCRIBE_NAMESPACE          channel   unauth unauth  expired unauth    unauth       token    token    profile
      SUBSCRIBE_DEEPER             channel   unauth unauth  expired unauth    unauth       token    token    profile
      SUBSCRIBE_OTHER_NAMESPACE    namespace unauth unauth  expired unauth    unauth       namespace namespace namespace
      SUBSCRIBE_ALL                namespace unauth unauth  expired unauth    unauth       namespace namespace namespace
      SUBSCRIBE_ALL_MEMBERS        channel   unauth unauth  expired unauth    unauth       token    token    profile
      SUBSCRIBE_WILDCARD_BELOW_OWN channel   unauth unauth  expired unauth    unauth       token    token    profile
      SUBSCRIBE_WILDCARD_FIRST     format    unauth unauth  expired unauth    unauth       format   format   format
      SUBSCRIBE_WILDCARD_WITHIN    format    unauth unauth  expired unauth    unauth       format   format   format
      PUBLISH_BY_SOCKET            unauth    unauth unauth  unauth  unauth    unauth       unauth   unauth   unauth
      PUBLISH_BY_HTTP              unauth    unauth unauth  unauth  unauth    unauth       unauth   unauth   unauth
      """;

  private static final Map<String, String> REFUSALS =
      Map.of(
          "ok", "",
          "unauth", "UnauthorizedException: You are not authorized to make this call.",
          "expired", "UnauthorizedException: Token has expired.",
          "token", "HandlerExecutionError: access_token_required",
          "profile", "HandlerExecutionError: user_profile_missing",
          "channel", "HandlerExecutionError: channel_refused",
          "namespace", "BadRequestException: Channel Namespace not found",
          "format", "BadRequestException: Invalid Channel Format");

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @TempDir static Path data;

  private static LocalSystem system;
  private static LiveUser own;
  private static LiveUser other;
  private static Map<Token, String> tokens;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    system =
        LocalSystem.start(
            SystemOptions.inMemory(Path.of("..", "..", "template.yaml")).withData(data),
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
    own = LiveUser.signIn(system, "ines_v");
    other = LiveUser.signIn(system, "tarek_o");
    LiveTokens forged = LiveTokens.of(system, data);
    tokens = new EnumMap<>(Token.class);
    tokens.put(Token.VALID, own.token());
    tokens.put(Token.NONE, "");
    tokens.put(Token.GARBAGE, "garbage");
    tokens.put(Token.EXPIRED, forged.expired(own.token()));
    tokens.put(Token.OTHER_KEY, forged.ofAnotherKey(own.token()));
    tokens.put(Token.OTHER_CLIENT, forged.ofAnotherClient(own.token()));
    tokens.put(Token.ID_TOKEN, own.idToken());
    tokens.put(Token.NO_SCOPE, forged.withoutScope(own.token()));
    tokens.put(Token.REMOVED, removedUser());
  }

  @AfterAll
  static void stop() {
    system.close();
  }

  @TestFactory
  Stream<DynamicTest> everyActionWithEveryTokenHasItsResult() {
    Map<Action, Map<Token, String>> table = table();
    return Arrays.stream(Action.values())
        .flatMap(action ->
            Arrays.stream(Token.values())
                .map(token ->
                    dynamicTest(
                        action + " with " + token,
                        () -> {
                          String cell = table.getOrDefault(action, Map.of()).get(token);
                          assertNotNull(cell, "no cell for " + action + " with " + token);
                          assertTrue(REFUSALS.containsKey(cell), "no such refusal: " + cell);
                          assertEquals(REFUSALS.get(cell), refusal(action, tokens.get(token)));
                        })));
  }

  private static Map<Action, Map<Token, String>> table() {
    List<List<String>> lines =
        TABLE.lines().map(line -> List.of(line.strip().split(" +"))).toList();
    List<String> header = lines.getFirst();
    Map<Action, Map<Token, String>> table = new EnumMap<>(Action.class);
    for (List<String> line : lines.subList(1, lines.size())) {
      Map<Token, String> cells = new EnumMap<>(Token.class);
      for (int column = 1; column < line.size(); column++) {
        cells.put(Token.valueOf(header.get(column)), line.get(column));
      }
      table.put(Action.valueOf(line.getFirst()), cells);
    }
    return table;
  }

  /** How a request is refused; empty if it is not. */
  private static String refusal(Action action, String token)
      throws IOException, InterruptedException {
    String channel =
        action
            .channel
            .replace("OWN", own.me().path("uuid").textValue())
            .replace("OTHER", other.me().path("uuid").textValue());
    return switch (action) {
      case CONNECT -> {
        try (LiveClient client = LiveClient.open(own.url(), token)) {
          client.send("{\"type\":\"connection_init\"}");
          String refusal = refusal(client.next(), "connection_ack", "connection_error");
          if (!refusal.isEmpty()) {
            assertEquals("closed", client.next().path("type").textValue());
          }
          yield refusal;
        }
      }
      case PUBLISH_BY_SOCKET -> {
        try (LiveClient client = LiveClient.connect(own.url(), own.token())) {
          client.send(
              Json.object()
                  .put("type", "publish")
                  .put("id", "1")
                  .put("channel", channel)
                  .set("authorization", Json.object().put("Authorization", token))
                  .toString());
          yield refusal(client.next(), "publish_success", "publish_error");
        }
      }
      case PUBLISH_BY_HTTP -> refusalOfPost(channel, token);
      default -> {
        try (LiveClient client = LiveClient.connect(own.url(), own.token())) {
          yield refusal(
              client.subscribe("1", channel, token), "subscribe_success", "subscribe_error");
        }
      }
    };
  }

  private static String refusalOfPost(String channel, String token)
      throws IOException, InterruptedException {
    HttpResponse<String> response =
        HTTP.send(
            HttpRequest.newBuilder(URI.create(system.addresses().api() + "/event"))
                .header("authorization", token)
                .POST(
                    BodyPublishers.ofString(
                        "{\"channel\":\"" + channel + "\",\"events\":[\"{}\"]}"))
                .build(),
            BodyHandlers.ofString());
    assertEquals(401, response.statusCode(), response.body());
    return error(Json.read(response.body().getBytes(StandardCharsets.UTF_8), JsonNode.class));
  }

  private static String refusal(JsonNode frame, String success, String error) {
    String type = frame.path("type").textValue();
    assertTrue(List.of(success, error).contains(type), frame.toString());
    return type.equals(success) ? "" : error(frame);
  }

  private static String error(JsonNode response) {
    assertEquals(1, response.path("errors").size(), response.toString());
    JsonNode error = response.path("errors").path(0);
    return error.path("errorType").textValue() + ": " + error.path("message").textValue();
  }

  /** The token of a user whose profile has been removed from the table. */
  private static String removedUser() throws IOException, InterruptedException {
    HttpResponse<String> signUp =
        HTTP.send(
            HttpRequest.newBuilder(URI.create(system.addresses().api() + "/local/sign-up"))
                .POST(
                    BodyPublishers.ofString(
                        "{\"handle\":\"removed_u\",\"display_name\":\"R\",\"email\":\"r@example.com\"}"))
                .build(),
            BodyHandlers.ofString());
    String token = LiveUser.signIn(system, "removed_u").token();
    String sub =
        Json.parseObject(signUp.body().getBytes(StandardCharsets.UTF_8))
            .orElseThrow()
            .path("sub")
            .textValue();
    try (DynamoDbClient client =
        LocalClients.tables(system.addresses().dynamoDb(), Duration.ofSeconds(30), _ -> {})) {
      client.deleteItem(request ->
          request
              .tableName(system.addresses().table())
              .key(
                  Map.of(
                      "pk", AttributeValue.fromS("SUB#" + sub),
                      "sk", AttributeValue.fromS("PROFILE"))));
    }
    return token;
  }
}
