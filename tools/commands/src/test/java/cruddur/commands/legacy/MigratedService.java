package cruddur.commands.legacy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import cruddur.commands.fixture.SystemUnderTest;
import cruddur.handler.Wiring;
import cruddur.local.cognito.Issuer;
import cruddur.local.dynamodb.DynamoDbEndpoint;
import cruddur.local.http.HttpApi;
import cruddur.local.http.LocalSite;
import cruddur.local.lambda.LambdaFunction;
import cruddur.local.policy.PolicyEnforcer;
import cruddur.local.stream.Checkpoints;
import cruddur.local.stream.EventSourceMapping;
import cruddur.local.stream.InMemoryFailureQueue;
import cruddur.local.stream.RetryDelays;
import cruddur.local.stream.StreamObserver;
import cruddur.local.stream.TableStream;
import cruddur.messaging.UuidGenerator;
import cruddur.store.dynamodb.DynamoDbStore;
import cruddur.toolkit.sample.LocalUser;
import cruddur.toolkit.template.FunctionDefinition;
import cruddur.toolkit.template.Template;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * This project's service on an existing table, deployed for the users of an existing user pool: its
 * API, and its event source mapping while it is enabled.
 */
public final class MigratedService implements AutoCloseable {

  private static final JsonMapper JSON = new JsonMapper();

  private final DynamoDbEndpoint dynamoDb;
  private final List<DynamoDbClient> clients = new ArrayList<>();
  private final Map<String, LambdaFunction> functions = new HashMap<>();
  private final HttpClient http = HttpClient.newHttpClient();
  private final InMemoryFailureQueue failures =
      new InMemoryFailureQueue(new PrintStream(PrintStream.nullOutputStream()));
  private final Template template;
  private final Issuer issuer;
  private final HttpApi api;

  /**
   * Starts the API.
   *
   * @param parameters the parameters of the template
   */
  public MigratedService(
      DynamoDbEndpoint dynamoDb, Map<String, String> parameters, InstantSource source)
      throws IOException {
    this.dynamoDb = dynamoDb;
    Clock clock = source.withZone(ZoneOffset.UTC);
    this.template = Template.read(SystemUnderTest.TEMPLATE, parameters);
    for (FunctionDefinition function : template.functions()) {
      DynamoDbClient client =
          dynamoDb.tablesBehind(new PolicyEnforcer(template, function.logicalId()));
      clients.add(client);
      functions.put(
          function.logicalId(),
          new LambdaFunction(
              function,
              environment ->
                  new Wiring(
                      environment,
                      new Wiring.Adapters(name -> DynamoDbStore.of(client, name)),
                      clock,
                      UuidGenerator.RANDOM,
                      _ -> {})));
    }
    issuer =
        Issuer.of(template.httpApi().authorizer(), Optional.empty(), clock, UuidGenerator.RANDOM);
    api = new HttpApi(template, functions, issuer.keys(), LocalSite.EMPTY, clock);
    api.start(0);
  }

  /** Enables the event source mapping; closing disables it. */
  public EventSourceMapping enableEventSourceMapping(String streamArn, Clock clock) {
    FunctionDefinition function =
        template.functions().stream()
            .filter(each -> each.events().stream().isPresent())
            .findFirst()
            .orElseThrow();
    return EventSourceMapping.start(
        function.events().stream().orElseThrow(),
        new EventSourceMapping.Source(
            dynamoDb.streams(), TableStream.of(streamArn), Checkpoints.inMemory()),
        new EventSourceMapping.Target(
            function.logicalId(), functions.get(function.logicalId()), failures),
        StreamObserver.NONE,
        new EventSourceMapping.Timing(clock, RetryDelays.SHORT));
  }

  /** The number of batches in the failure queue. */
  public int failedBatches() {
    return failures.messages().size();
  }

  /** The user pool and the client whose tokens the API accepts. */
  public String userPool() {
    return issuer.userPoolId() + " " + issuer.clientId();
  }

  /** Posts a text to a message group. */
  public void post(String sub, String group, String text) throws Exception {
    send(sub, "/api/messages", Map.of("message_group_uuid", group, "message", text));
  }

  /** Starts a conversation with the user of the handle. Returns the uuid of the message group. */
  public String start(String sub, String handle, String text) throws Exception {
    return send(sub, "/api/message_groups", Map.of("handle", handle, "message", text))
        .path("message_group_uuid")
        .asText();
  }

  /** The caller's message groups, newest first: {@code GROUP TEXT}. */
  public List<String> groupsOf(String sub) throws Exception {
    return list(
        send(sub, "/api/message_groups", Map.of()),
        group -> group.path("uuid").asText() + " " + group.path("message").asText());
  }

  /** The caller's unread counts, by the uuids of their message groups. */
  public Map<String, Integer> unreadCountsOf(String sub) throws Exception {
    Map<String, Integer> counts = new HashMap<>();
    send(sub, "/api/message_groups", Map.of())
        .forEach(
            group -> counts.put(group.path("uuid").asText(), group.path("unread_count").asInt(-1)));
    return counts;
  }

  /** The texts of a message group, oldest first. */
  public List<String> messagesOf(String sub, String group) throws Exception {
    return list(
        send(sub, "/api/messages/" + group, Map.of()), message -> message.path("message").asText());
  }

  @Override
  public void close() {
    api.close();
    http.shutdownNow();
    clients.forEach(DynamoDbClient::close);
  }

  private static List<String> list(
      JsonNode response, java.util.function.Function<JsonNode, String> line) {
    return StreamSupport.stream(response.spliterator(), false).map(line).toList();
  }

  /** Sends a POST request with the body, or a GET request if it is empty. */
  private JsonNode send(String sub, String path, Map<String, String> body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + api.port() + path))
            .header(
                "authorization",
                "Bearer " + issuer.accessToken(new LocalUser(sub, "unused", "unused", "unused")))
            .header("content-type", "application/json");
    if (!body.isEmpty()) {
      request.POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)));
    }
    HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new AssertionError(
          path + " returned status " + response.statusCode() + ": " + response.body());
    }
    return JSON.readTree(response.body());
  }
}
