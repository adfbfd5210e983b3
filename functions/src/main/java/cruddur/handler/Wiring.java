package cruddur.handler;

import cruddur.handler.http.ApiRequestRunner;
import cruddur.handler.http.CallerResolver;
import cruddur.handler.http.PostController;
import cruddur.handler.log.InvocationLogger;
import cruddur.handler.log.JsonLog;
import cruddur.handler.log.LogOnce;
import cruddur.messaging.Backoff;
import cruddur.messaging.TransactionRetrier;
import cruddur.messaging.UuidGenerator;
import cruddur.messaging.limits.RateLimits;
import cruddur.messaging.port.Rows;
import cruddur.messaging.port.Store;
import cruddur.messaging.posting.ConversationStarter;
import cruddur.messaging.posting.MessageSender;
import cruddur.messaging.reading.MessageGroupLists;
import cruddur.messaging.reading.MessageLists;
import cruddur.messaging.stream.MessageGroupRewriter;
import cruddur.messaging.stream.StreamBatch;
import cruddur.messaging.users.Memberships;
import cruddur.messaging.users.Profiles;
import cruddur.messaging.users.Registration;
import cruddur.store.dynamodb.DynamoDbStore;
import cruddur.store.dynamodb.StreamImages;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * Puts a function together, by hand: the rules, the table that the environment names, the clock and
 * the ids. The only place that knows both the rules and the store.
 */
public final class Wiring {

  /** The environment variable that names the table. */
  private static final String MESSAGES_TABLE = "MESSAGES_TABLE";

  private final JsonLog log;
  private final Rows rows;
  private final TransactionRetrier transactions;
  private final Clock clock;
  private final UuidGenerator ids;
  private final Profiles profiles;
  private final Memberships memberships;
  private final RateLimits rateLimits;

  /**
   * A function's parts, as it is deployed.
   *
   * @param environment the function's variables, as the template gives them
   * @param openStore opens the store of a table, by its name
   * @param log takes the lines of the structured log
   * @throws IllegalStateException naming the variable that is missing
   */
  public Wiring(
      Map<String, String> environment,
      Function<String, Store> openStore,
      Clock clock,
      UuidGenerator ids,
      Consumer<String> log) {
    this(environment, openStore, clock, ids, log, Backoff.JITTERED, new SecureRandom());
  }

  /** The same, with a backoff and chance of its own. */
  Wiring(
      Map<String, String> environment,
      Function<String, Store> openStore,
      Clock clock,
      UuidGenerator ids,
      Consumer<String> log,
      Backoff backoff,
      RandomGenerator random) {
    String tableName = required(environment, MESSAGES_TABLE);
    this.log = new JsonLog(log, clock, tableName);
    Store store = openStore.apply(tableName);
    this.rows = store.rows();
    this.transactions = new TransactionRetrier(rows, backoff);
    this.clock = clock;
    this.ids = ids;
    this.profiles = new Profiles(rows, clock);
    this.memberships = new Memberships(rows);
    this.rateLimits =
        new RateLimits(
            store.usageCounter(),
            clock,
            random,
            new LogOnce("use is limited within each instance alone, since it was not counted"));
  }

  /** As Lambda starts a function: everything from the process's environment. */
  static Wiring fromEnvironment() {
    return new Wiring(
        System.getenv(),
        DynamoDbStore::connect,
        Clock.systemUTC(),
        UuidGenerator.RANDOM,
        line -> System.out.println(line));
  }

  InvocationLogger invocations() {
    return new InvocationLogger(log, clock);
  }

  ApiRequestRunner requests() {
    return new ApiRequestRunner(invocations());
  }

  Clock clock() {
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
    return new MessageLists(rows, memberships);
  }

  MessageGroupLists messageGroupLists() {
    return new MessageGroupLists(rows);
  }

  PostController posts() {
    MessageSender sender =
        new MessageSender(rows, transactions, memberships, rateLimits, clock, ids);
    return new PostController(
        callers(),
        sender,
        new ConversationStarter(rows, transactions, profiles, sender, rateLimits, ids));
  }

  StreamRecordReader streamRecords() {
    return new StreamRecordReader(StreamImages::message);
  }

  StreamBatch streamBatch() {
    return new StreamBatch(new MessageGroupRewriter(rows));
  }

  Registration registration() {
    return new Registration(rows, transactions, clock, ids);
  }

  private static String required(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name))
        .filter(value -> !value.isBlank())
        .orElseThrow(() ->
            new IllegalStateException(
                "the environment variable " + name + " is missing; template.yaml sets it"));
  }
}
