package cruddur.handler;

import cruddur.handler.http.ApiRequestRunner;
import cruddur.handler.http.CallerResolver;
import cruddur.handler.http.PostController;
import cruddur.handler.http.ReadStateController;
import cruddur.handler.http.WebSocketEndpoint;
import cruddur.handler.live.LiveEventJson;
import cruddur.handler.log.InvocationLogger;
import cruddur.handler.log.JsonLog;
import cruddur.handler.log.LogOnce;
import cruddur.live.appsync.AppSyncPublisher;
import cruddur.messaging.Backoff;
import cruddur.messaging.ConcurrentTasks;
import cruddur.messaging.TransactionRetrier;
import cruddur.messaging.UuidGenerator;
import cruddur.messaging.conversation.Conversations;
import cruddur.messaging.limits.RateLimits;
import cruddur.messaging.live.EventPublisher;
import cruddur.messaging.live.GroupMembers;
import cruddur.messaging.live.MemberNotifier;
import cruddur.messaging.live.SubscriptionAuthorizer;
import cruddur.messaging.port.Rows;
import cruddur.messaging.port.Store;
import cruddur.messaging.posting.ConversationStarter;
import cruddur.messaging.posting.MessageSender;
import cruddur.messaging.posting.PostWriter;
import cruddur.messaging.reading.MessageGroupLists;
import cruddur.messaging.reading.MessageLists;
import cruddur.messaging.readstate.ReadStateWriter;
import cruddur.messaging.stream.MessageGroupRewriter;
import cruddur.messaging.stream.StreamBatch;
import cruddur.messaging.users.Memberships;
import cruddur.messaging.users.Profiles;
import cruddur.messaging.users.Registration;
import cruddur.store.dynamodb.DynamoDbStore;
import cruddur.store.dynamodb.item.StreamImages;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * Creates the parts of a function and connects them. The only class that knows both the rules and
 * what implements their ports.
 */
public final class Wiring {

  private static final String MESSAGES_TABLE = "MESSAGES_TABLE";
  private static final String REQUIRED_SCOPE = "REQUIRED_SCOPE";

  private final Map<String, String> environment;
  private final Adapters adapters;
  private final JsonLog log;
  private final Rows rows;
  private final TransactionRetrier transactions;
  private final InstantSource clock;
  private final UuidGenerator ids;
  private final Profiles profiles;
  private final Memberships memberships;
  private final RateLimits rateLimits;

  /**
   * What a function sends requests to.
   *
   * @param openStore by the name of the table
   * @param openPublisher by the URL to post live events to
   */
  public record Adapters(
      Function<String, Store> openStore, Function<String, EventPublisher> openPublisher) {

    /** For functions that publish no events. */
    public Adapters(Function<String, Store> openStore) {
      this(openStore, _ -> EventPublisher.NONE);
    }
  }

  /** Sources of randomness. */
  record Randomness(UuidGenerator ids, Backoff backoff, RandomGenerator random) {}

  /**
   * The parts of a function as it is deployed.
   *
   * @throws IllegalStateException if the environment lacks a variable that the template sets
   */
  public Wiring(
      Map<String, String> environment,
      Adapters adapters,
      InstantSource clock,
      UuidGenerator ids,
      Consumer<String> log) {
    this(
        environment,
        adapters,
        clock,
        new Randomness(ids, Backoff.JITTERED, new SecureRandom()),
        log);
  }

  Wiring(
      Map<String, String> environment,
      Adapters adapters,
      InstantSource clock,
      Randomness randomness,
      Consumer<String> log) {
    this.environment = environment;
    this.adapters = adapters;
    String tableName = required(environment, MESSAGES_TABLE);
    this.log = new JsonLog(log, clock, tableName);
    Store store = adapters.openStore().apply(tableName);
    this.rows = store.rows();
    this.transactions = new TransactionRetrier(rows, randomness.backoff());
    this.clock = clock;
    this.ids = randomness.ids();
    this.profiles = new Profiles(rows, clock);
    this.memberships = new Memberships(rows);
    this.rateLimits =
        new RateLimits(
            store.usageCounter(),
            clock,
            randomness.random(),
            new LogOnce(
                this.log, "rate limits apply per instance, because usage could not be reported"));
  }

  static Wiring fromEnvironment() {
    return new Wiring(
        System.getenv(),
        new Adapters(DynamoDbStore::connect, AppSyncPublisher::connect),
        InstantSource.system(),
        UuidGenerator.RANDOM,
        line -> System.out.println(line));
  }

  JsonLog log() {
    return log;
  }

  InvocationLogger invocations() {
    return new InvocationLogger(log, clock);
  }

  ApiRequestRunner requests() {
    return new ApiRequestRunner(invocations());
  }

  InstantSource clock() {
    return clock;
  }

  CallerResolver callers() {
    return new CallerResolver(profiles);
  }

  Profiles profiles() {
    return profiles;
  }

  RateLimits rateLimits() {
    return rateLimits;
  }

  MessageLists messageLists() {
    return new MessageLists(rows, memberships, new VirtualThreadTasks());
  }

  MessageGroupLists messageGroupLists() {
    return new MessageGroupLists(rows, new VirtualThreadTasks());
  }

  ReadStateController readStates() {
    return new ReadStateController(
        callers(), new ReadStateWriter(rows, memberships, rateLimits, clock));
  }

  PostController posts() {
    PostWriter writer = new PostWriter(rows, transactions, clock, ids);
    return new PostController(
        callers(),
        new MessageSender(memberships, rateLimits, writer),
        new ConversationStarter(profiles, new Conversations(rows), rateLimits, writer));
  }

  StreamRecordReader streamRecords() {
    return new StreamRecordReader(StreamImages::message);
  }

  StreamBatch streamBatch() {
    ConcurrentTasks tasks = new VirtualThreadTasks();
    return new StreamBatch(new MessageGroupRewriter(rows, tasks), tasks);
  }

  Registration registration() {
    return new Registration(rows, transactions, clock, ids);
  }

  Optional<WebSocketEndpoint> liveEndpoint() {
    return variable(environment, LiveVariables.CLIENT_URL)
        .map(url ->
            new WebSocketEndpoint(url, environment.getOrDefault(LiveVariables.CLIENT_HOST, "")));
  }

  LiveRecordReader liveRecords() {
    return new LiveRecordReader(StreamImages::message, StreamImages::readState);
  }

  MemberNotifier memberNotifier() {
    return new MemberNotifier(
        new GroupMembers(rows),
        adapters.openPublisher().apply(required(environment, LiveVariables.PUBLISH_URL)),
        LiveEventJson.of(required(environment, LiveVariables.FORMAT)),
        new VirtualThreadTasks(),
        clock);
  }

  SubscriptionAuthorizer subscriptionAuthorizer() {
    return new SubscriptionAuthorizer(profiles, required(environment, REQUIRED_SCOPE));
  }

  private static Optional<String> variable(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
  }

  private static String required(Map<String, String> environment, String name) {
    return variable(environment, name)
        .orElseThrow(() ->
            new IllegalStateException(
                "the environment variable " + name + " is missing; template.yaml sets it"));
  }
}
