package cruddur.commands.legacy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import cruddur.commands.fixture.SystemUnderTest;
import cruddur.handler.Wiring;
import cruddur.local.cognito.Issuer;
import cruddur.local.dynamodb.DynamoDbEndpoint;
import cruddur.local.http.HttpApi;
import cruddur.local.lambda.LambdaFunction;
import cruddur.local.policy.PolicyEnforcer;
import cruddur.local.stream.Checkpoints;
import cruddur.local.stream.EventSourceMapping;
import cruddur.local.stream.InMemoryFailureQueue;
import cruddur.local.stream.RetryDelays;
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
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * This project's service on a standing table, deployed for the users of a standing user pool: its
 * API, and its trigger where it is enabled.
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
   * Starts its API.
   *
   * @param parameters of the template
   */
  public MigratedService(DynamoDbEndpoint dynamoDb, Map<String, String> parameters, Clock clock)
      throws IOException {
    this.dynamoDb = dynamoDb;
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
                      name -> DynamoDbStore.of(client, name),
                      clock,
                      UuidGenerator.RANDOM,
                      _ -> {})));
    }
    issuer =
        Issuer.of(template.httpApi().authorizer(), Optional.empty(), clock, UuidGenerator.RANDOM);
    Path page = SystemUnderTest.TEMPLATE.resolveSibling("web").resolve("page");
    api = new HttpApi(template, functions, issuer.keys(), Map.of(), page, clock, 0);
    api.start();
  }

  /** Enables its trigger; closing disables it. */
  public EventSourceMapping enableTrigger(String streamArn, Clock clock) {
    FunctionDefinition function =
        template.functions().stream()
            .filter(each -> each.stream().isPresent())
            .findFirst()
            .orElseThrow();
    return EventSourceMapping.start(
        function.stream().orElseThrow(),
        new EventSourceMapping.Source(dynamoDb.streams(), streamArn, Checkpoints.inMemory()),
        new EventSourceMapping.Target(
            function.logicalId(), functions.get(function.logicalId()), failures),
        clock,
        RetryDelays.SHORT);
  }

  /** How many batches were given up. */
  public int failures() {
    return failures.messages().size();
  }

  /** The client and the user pool that the API takes tokens of. */
  public String servedPool() {
    return issuer.userPoolId() + " " + issuer.clientId();
  }

  /** Posts a text into a group. */
  public void post(String sub, String group, String text) throws Exception {
    send(sub, "/api/messages", Map.of("message_group_uuid", group, "message", text));
  }

  /** Posts a text to somebody. Returns the group's uuid. */
  public String start(String sub, String handle, String text) throws Exception {
    return send(sub, "/api/message_groups", Map.of("handle", handle, "message", text))
        .path("message_group_uuid")
        .asText();
  }

  /** The caller's list, newest first: {@code GROUP TEXT}. */
  public List<String> groupsOf(String sub) throws Exception {
    return list(
        send(sub, "/api/message_groups", Map.of()),
        group -> group.path("uuid").asText() + " " + group.path("message").asText());
  }

  /** The texts of a group, oldest first. */
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
      JsonNode answer, java.util.function.Function<JsonNode, String> line) {
    return StreamSupport.stream(answer.spliterator(), false).map(line).toList();
  }

  /** Posts a body, or gets where there is none. */
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
      throw new AssertionError(path + " answered " + response.statusCode() + response.body());
    }
    return JSON.readTree(response.body());
  }
}
