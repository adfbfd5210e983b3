package cruddur.bench.route;

import com.nimbusds.jose.jwk.JWKSet;
import cruddur.bench.running.QuietSystem;
import cruddur.bench.running.RunningApi;
import cruddur.bench.running.RunningUsers;
import cruddur.bench.running.Sender;
import cruddur.local.LocalSystem;
import cruddur.local.dynamodb.DynamoDbEndpoint;
import cruddur.messaging.port.row.Timestamp;
import cruddur.toolkit.template.Template;
import java.io.IOException;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The local system with many users, so that no rate limit is reached: each request is the next
 * user's. Beside it, the same API without the functions.
 */
final class SystemUnderLoad implements AutoCloseable {

  private static final String TEXT = "Shall we meet at the station at seven?";

  private final LocalSystem system;
  private final DynamoDbEndpoint dynamoDb;
  private final RunningApi api;
  private final BareCalls bare;
  private final BareApi bareApi;
  private final RunningUsers users;
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicInteger nextPair = new AtomicInteger();

  private SystemUnderLoad(LocalSystem system, Template template, int users)
      throws IOException, InterruptedException {
    this.system = system;
    this.dynamoDb = DynamoDbEndpoint.at(system.addresses().dynamoDb());
    this.bare = new BareCalls(dynamoDb.tables(), system.addresses().table());
    this.api = new RunningApi(system.addresses().api().getPort());
    this.users = RunningUsers.signUp(api, users);
    this.bareApi = BareApi.start(template, routes(), keys());
  }

  /**
   * Starts a system.
   *
   * @param home the project's folder
   * @param users how many users it has; each has a conversation with the one before
   */
  static SystemUnderLoad start(Path home, int users) throws IOException, InterruptedException {
    Path file = home.resolve("template.yaml");
    LocalSystem system = QuietSystem.start(home, Map.of());
    try {
      return new SystemUnderLoad(system, Template.read(file, Map.of()), users);
    } catch (IOException | InterruptedException | RuntimeException e) {
      system.close();
      throw e;
    }
  }

  RunningApi api() {
    return api;
  }

  RunningApi bareApi() {
    return bareApi.requests();
  }

  private JWKSet keys() throws IOException {
    try {
      return JWKSet.parse(api.getLocal("/local/jwks.json").toString());
    } catch (ParseException e) {
      throw new IllegalStateException("the issuer's keys cannot be read", e);
    }
  }

  /** Every route, with its requests. */
  List<RouteCalls> routes() {
    return List.of(
        new RouteCalls(
            "GET /api/messages/{message_group_uuid}",
            "ListMessages",
            to -> {
              int user = next();
              to.get(users.sender(user), "/api/messages/" + users.group(user));
            },
            () -> {
              int user = next();
              bare.get("MBR#" + users.sender(user).uuid(), users.group(user));
              bare.page("MSG#" + users.group(user));
            },
            "1 get, 1 query"),
        new RouteCalls(
            "GET /api/message_groups",
            "ListMessageGroups",
            to -> to.get(users.sender(next()), "/api/message_groups"),
            () -> {
              int user = next();
              bare.page("GRP#" + users.sender(user).uuid());
              bare.get("MBR#" + users.sender(user).uuid(), users.group(user));
              bare.page("MSG#" + users.group(user));
            },
            "1 get, 2 queries"),
        new RouteCalls(
            "POST /api/messages",
            "CreateMessage",
            to -> {
              int user = next();
              to.post(
                  users.sender(user),
                  "/api/messages",
                  Map.of("message_group_uuid", users.group(user), "message", TEXT));
            },
            () -> bare.put("BARE#" + next()),
            "1 conditional put"),
        new RouteCalls(
            "POST /api/message_groups, new conversation",
            "CreateMessageGroup",
            this::startConversation,
            this::startBare,
            "2 gets, 1 query, 1 transaction"),
        new RouteCalls(
            "PUT /api/message_groups/{message_group_uuid}/read_marker",
            "MarkMessageGroupRead",
            to -> {
              int user = next();
              to.put(
                  users.sender(user),
                  "/api/message_groups/" + users.group(user) + "/read_marker",
                  Map.of("up_to", Timestamp.of(Instant.now()).text()));
            },
            () -> bare.update("BARE#" + UUID.randomUUID()),
            "1 conditional update"),
        new RouteCalls(
            "GET /api/users/{handle}/short",
            "ShowUserShort",
            to -> to.lookUp(users.sender(next()), users.sender(0).handle()),
            () -> bare.get("HDL#" + users.sender(next()).handle(), "PROFILE"),
            "1 get"));
  }

  /** Each pair of users once, with as many starters as possible. */
  private void startConversation(RunningApi to) throws IOException {
    int pair = nextPair.getAndIncrement();
    int starter = pair % users.count();
    // Neighbors have a conversation already; beyond half of the users every pair has been used.
    int distance = 2 + pair / users.count();
    if (distance >= users.count() / 2) {
      throw new IllegalStateException("there are too few users to start more conversations");
    }
    Sender receiver = users.sender((starter + distance) % users.count());
    to.post(
        users.sender(starter),
        "/api/message_groups",
        Map.of("handle", receiver.handle(), "message", TEXT));
  }

  private void startBare() {
    int user = next();
    bare.get("HDL#" + users.sender(user).handle(), "PROFILE");
    bare.get("DUO#" + UUID.randomUUID(), "DUO");
    bare.page("GRP#" + users.sender(user).uuid());
    String id = "BARE#" + UUID.randomUUID();
    bare.transact(id + "1", id + "2", id + "3", id + "4");
  }

  private int next() {
    return Math.floorMod(next.getAndIncrement(), users.count());
  }

  @Override
  public void close() {
    users.close();
    bareApi.close();
    dynamoDb.close();
    system.close();
  }
}
