package cruddur.local.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import cruddur.local.cognito.Issuer;
import cruddur.local.cognito.LocalUserPool;
import cruddur.local.cognito.RefusedException;
import cruddur.local.dynamodb.DynamoDbEndpoint;
import cruddur.local.http.HttpApi;
import cruddur.local.http.LocalSite;
import cruddur.local.lambda.FunctionError;
import cruddur.local.policy.Policy.Decision;
import cruddur.messaging.UuidGenerator;
import cruddur.toolkit.json.Json;
import cruddur.toolkit.sample.LocalUser;
import cruddur.toolkit.table.TableSetup;
import cruddur.toolkit.template.Template;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Runs every access pattern through the real handlers on DynamoDB Local, with the functions'
 * policies enforced. The policies grant everything that the functions need, and nothing else.
 */
class AccessPatternsTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-22T13:07:40.123456Z"), ZoneOffset.UTC);

  private static final List<AutoCloseable> STARTED = new ArrayList<>();
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final List<String> RESPONSES = new ArrayList<>();

  private static Template template;
  private static DynamoDbEndpoint dynamoDb;
  private static RecordedFunctions functions;
  private static Issuer issuer;
  private static LocalUserPool pool;
  private static HttpApi api;

  @BeforeAll
  static void runEveryAccessPattern() throws Exception {
    start();
    try {
      signUpAndExchangeMessages();
    } catch (RefusedException | FunctionError | RuntimeException e) {
      // The first test reports a rejected request. Errors that follow from it do not matter.
      if (functions.rejections().isEmpty()) {
        throw e;
      }
    }
  }

  @AfterAll
  static void stop() throws Exception {
    for (AutoCloseable part : STARTED.reversed()) {
      part.close();
    }
  }

  @Test
  void everyFunctionIsGrantedWhatItNeeds() {
    assertEquals(List.of(), functions.rejections());
    assertEquals(
        List.of(
            "200 GET /api/users/@meadow/short",
            "200 POST /api/message_groups",
            "200 POST /api/messages",
            "404 POST /api/messages",
            "200 POST /api/messages",
            "{\"batchItemFailures\":[]}",
            "{\"batchItemFailures\":[]}",
            "{\"batchItemFailures\":[]}",
            "200 GET /api/me",
            "null",
            "200 GET /api/messages/{group}",
            "404 GET /api/messages/{group}",
            "404 GET /api/messages/{group}",
            "200 GET /api/message_groups",
            "200 GET /api/message_groups",
            "200 PUT /api/message_groups/{group}/read_marker",
            "404 PUT /api/message_groups/{group}/read_marker",
            "404 PUT /api/message_groups/{group}/read_marker",
            "200 PUT /api/message_groups/{group}/hidden",
            "404 PUT /api/message_groups/{group}/hidden",
            "404 PUT /api/message_groups/{group}/hidden",
            "200 DELETE /api/message_groups/{group}/hidden",
            "200 DELETE /api/message_groups/{group}",
            "404 DELETE /api/message_groups/{group}",
            "404 DELETE /api/message_groups/{group}"),
        RESPONSES);
  }

  @ParameterizedTest
  @MethodSource("grants")
  void everyFunctionNeedsWhatItIsGranted(Grant grant) {
    assumeTrue(functions.rejections().isEmpty(), "a rejected request has ended the run early");
    Policy without =
        Grant.policyOf(
            Grant.of(template).stream()
                .filter(
                    other -> other.function().equals(grant.function()) && !other.equals(grant)));

    assertTrue(
        functions.requestedBy(grant.function()).stream()
            .anyMatch(access -> without.decide(access) != Decision.ALLOWED),
        "remove this grant from template.yaml, or use it in this test: " + grant);
  }

  static Stream<Grant> grants() throws IOException {
    return Grant.of(readTemplate()).stream();
  }

  private static Template readTemplate() throws IOException {
    return Template.read(Path.of("..", "..", "template.yaml"), Map.of());
  }

  private static void start() throws IOException {
    template = readTemplate();
    dynamoDb = DynamoDbEndpoint.start();
    STARTED.add(dynamoDb);
    new TableSetup(dynamoDb.tables(), template.table()).createIfAbsent();

    AtomicLong last = new AtomicLong();
    UuidGenerator ids = () -> new UUID(0, last.incrementAndGet()).toString();
    functions = new RecordedFunctions(template, dynamoDb, CLOCK, ids);
    STARTED.add(functions);
    issuer = Issuer.of(template.httpApi().authorizer(), Optional.empty(), CLOCK, ids);
    pool =
        new LocalUserPool(
            issuer, template.userPool(), functions.byTrigger(), Optional.empty(), ids);
    api = new HttpApi(template, functions.byLogicalId(), issuer.keys(), LocalSite.EMPTY, CLOCK);
    STARTED.add(api);
    api.start(0);
  }

  private static void signUpAndExchangeMessages() throws Exception {
    LocalUser river = signUp("river");
    LocalUser meadow = signUp("meadow");
    LocalUser stranger = signUp("stranger");
    takeOverFreedHandle();
    get("/api/users/@meadow/short", Optional.empty());

    ObjectNode first = Json.object().put("handle", "meadow").put("message", "The first");
    String group = post("/api/message_groups", river, first).path("message_group_uuid").asText();
    ObjectNode second = Json.object().put("message_group_uuid", group).put("message", "The second");
    List<Map<String, AttributeValue>> firstMessage = messagesOf(group);
    post("/api/messages", meadow, second);
    post("/api/messages", stranger, second);
    post("/api/messages", stranger, Json.object().put("handle", "river").put("message", "Another"));

    deliver(firstMessage, "RewriteMessageGroups");
    deliver(messagesOf(group), "RewriteMessageGroups");
    deliver(firstMessage, "NotifyMembers");
    subscribe(river, get("/api/me", Optional.of(river)).path("uuid").asText());

    get("/api/messages/" + group, Optional.of(river));
    get("/api/messages/" + group, Optional.of(stranger));
    String unindexed = copyWithoutGroupRows(firstMessage.getFirst());
    get("/api/messages/" + unindexed, Optional.of(stranger));
    get("/api/message_groups", Optional.of(river));
    putReadStates(profileUuid(firstMessage), 401);
    get("/api/message_groups", Optional.of(river));
    changeReadStates(group, unindexed, river, stranger);
  }

  private static void changeReadStates(
      String group, String unindexed, LocalUser member, LocalUser stranger) throws Exception {
    String upTo = "up_to=2026-11-22T13:07:40.123456%2B00:00";
    for (String change : List.of("/read_marker", "/hidden")) {
      put("/api/message_groups/" + group + change, member);
      put("/api/message_groups/" + group + change, stranger);
      put("/api/message_groups/" + unindexed + change, stranger);
    }
    delete("/api/message_groups/" + group + "/hidden?" + upTo, member);
    delete("/api/message_groups/" + group + "?" + upTo, member);
    delete("/api/message_groups/" + group + "?" + upTo, stranger);
    delete("/api/message_groups/" + unindexed + "?" + upTo, stranger);
  }

  private static String profileUuid(List<Map<String, AttributeValue>> messages) {
    return messages.getFirst().get("user_uuid").s();
  }

  /** Puts read states of other groups, more than a list reads with one query. */
  private static void putReadStates(String userUuid, int count) {
    for (int i = 0; i < count; i++) {
      Map<String, AttributeValue> item =
          Map.of(
              "pk", AttributeValue.fromS("MBR#" + userUuid),
              "sk", AttributeValue.fromS("!" + i));
      dynamoDb
          .tables()
          .putItem(put -> put.tableName((String) template.table().get("TableName")).item(item));
    }
  }

  /** Signs a user up and in: the sign-in checks that the profile is complete. */
  private static LocalUser signUp(String handle) throws RefusedException {
    LocalUser user = pool.signUp(handle, "The " + handle, handle + "@example.com");
    pool.signIn(user);
    return user;
  }

  /** A second sign-up of an email address frees its first handle, which another sign-up takes. */
  private static void takeOverFreedHandle() throws FunctionError {
    preSignUp("first@example.com", "delta");
    preSignUp("first@example.com", "estuary");
    preSignUp("second@example.com", "delta");
  }

  private static void preSignUp(String email, String handle) throws FunctionError {
    ObjectNode event = Json.object();
    event.put("triggerSource", "PreSignUp_SignUp").put("userName", UUID.randomUUID().toString());
    event
        .putObject("request")
        .putObject("userAttributes")
        .put("email", email)
        .put("name", "The " + handle)
        .put("preferred_username", handle);
    functions.byLogicalId().get("RegisterUser").invoke(Json.bytes(event));
  }

  private static JsonNode get(String path, Optional<LocalUser> caller) throws Exception {
    return send(request(path, caller).GET());
  }

  private static void subscribe(LocalUser user, String uuid) throws FunctionError {
    ObjectNode event = Json.object();
    event
        .putObject("identity")
        .putObject("claims")
        .put("sub", user.sub())
        .put("token_use", "access")
        .put("scope", "aws.cognito.signin.user.admin");
    ObjectNode info = event.putObject("info").put("operation", "SUBSCRIBE");
    info.putObject("channel").set("segments", Json.node(List.of("members", uuid)));
    byte[] response =
        functions.byLogicalId().get("AuthorizeSubscription").invoke(Json.bytes(event));
    RESPONSES.add(new String(response, StandardCharsets.UTF_8));
  }

  private static JsonNode post(String path, LocalUser caller, ObjectNode body) throws Exception {
    return send(
        request(path, Optional.of(caller))
            .header("content-type", "application/json")
            .header("idempotency-key", "some-key")
            .POST(BodyPublishers.ofByteArray(Json.bytes(body))));
  }

  private static void put(String path, LocalUser caller) throws Exception {
    ObjectNode body = Json.object().put("up_to", "2026-11-22T13:07:40.123456+00:00");
    send(
        request(path, Optional.of(caller))
            .header("content-type", "application/json")
            .PUT(BodyPublishers.ofByteArray(Json.bytes(body))));
  }

  private static void delete(String path, LocalUser caller) throws Exception {
    send(request(path, Optional.of(caller)).DELETE());
  }

  private static HttpRequest.Builder request(String path, Optional<LocalUser> caller) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + api.port() + path));
    caller.ifPresent(user -> request.header("authorization", "Bearer " + issuer.accessToken(user)));
    return request;
  }

  private static JsonNode send(HttpRequest.Builder builder) throws Exception {
    HttpRequest request = builder.build();
    var response = HTTP.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
    String path = request.uri().getPath().replaceFirst("/[0-9a-f]{8}-[0-9a-f-]{27}", "/{group}");
    RESPONSES.add(response.statusCode() + " " + request.method() + " " + path);
    return Json.parseObject(response.body().getBytes(StandardCharsets.UTF_8))
        .orElseGet(Json::object);
  }

  private static List<Map<String, AttributeValue>> messagesOf(String group) {
    return dynamoDb
        .tables()
        .query(request ->
            request
                .tableName((String) template.table().get("TableName"))
                .keyConditionExpression("pk = :pk")
                .expressionAttributeValues(Map.of(":pk", AttributeValue.fromS("MSG#" + group))))
        .items();
  }

  /**
   * Puts a message into a new group, and returns the group's uuid. To the functions it looks like a
   * group that was just started and is not yet in the index.
   */
  private static String copyWithoutGroupRows(Map<String, AttributeValue> message) {
    String group = UUID.randomUUID().toString();
    Map<String, AttributeValue> copy = new HashMap<>(message);
    copy.put("pk", AttributeValue.fromS("MSG#" + group));
    dynamoDb
        .tables()
        .putItem(put -> put.tableName((String) template.table().get("TableName")).item(copy));
    return group;
  }

  /** Sends a function a batch of inserted messages. */
  private static void deliver(List<Map<String, AttributeValue>> inserted, String function)
      throws FunctionError {
    ObjectNode event = Json.object();
    for (Map<String, AttributeValue> item : inserted) {
      ObjectNode image = Json.object();
      item.forEach((name, value) -> image.putObject(name).put("S", value.s()));
      ObjectNode change = Json.object().put("SequenceNumber", "1");
      change.putObject("Keys").set("pk", image.path("pk"));
      change.withObject("Keys").set("sk", image.path("sk"));
      change.set("NewImage", image);
      event.withArray("Records").addObject().put("eventName", "INSERT").set("dynamodb", change);
    }
    byte[] response = functions.byLogicalId().get(function).invoke(Json.bytes(event));
    RESPONSES.add(new String(response, StandardCharsets.UTF_8));
  }
}
