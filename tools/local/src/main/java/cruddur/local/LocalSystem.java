package cruddur.local;

import com.nimbusds.jose.jwk.JWKSet;
import cruddur.local.cognito.Issuer;
import cruddur.local.cognito.LocalUserPool;
import cruddur.local.cognito.PageConfiguration;
import cruddur.local.cognito.UserPoolRoutes;
import cruddur.local.dynamodb.DynamoDbEndpoint;
import cruddur.local.faults.LocalFaults;
import cruddur.local.files.DataFolder;
import cruddur.local.functions.FunctionSchedules;
import cruddur.local.functions.InvokeRoutes;
import cruddur.local.functions.LiveAddress;
import cruddur.local.functions.LocalFunctions;
import cruddur.local.http.HttpApi;
import cruddur.local.http.LocalSite;
import cruddur.local.lambda.Invocable;
import cruddur.local.live.EventApi;
import cruddur.local.live.EventDelivery;
import cruddur.local.live.EventPaths;
import cruddur.local.policy.PolicyEnforcer;
import cruddur.local.postgres.SignedUpUser;
import cruddur.local.repair.GroupRowsRepair;
import cruddur.local.route.LocalHandler;
import cruddur.local.sample.SampleData;
import cruddur.local.stream.Checkpoints;
import cruddur.local.stream.EventSourceMapping;
import cruddur.local.stream.InMemoryFailureQueue;
import cruddur.local.stream.RetryDelays;
import cruddur.local.stream.StreamObserver;
import cruddur.local.stream.TableStream;
import cruddur.messaging.UuidGenerator;
import cruddur.messaging.port.Rows;
import cruddur.messaging.port.RowsUnavailableException;
import cruddur.messaging.port.row.RowKey;
import cruddur.messaging.port.row.SignInProfile;
import cruddur.store.dynamodb.DynamoDbRows;
import cruddur.toolkit.StartupException;
import cruddur.toolkit.sample.LocalUser;
import cruddur.toolkit.table.TableSetup;
import cruddur.toolkit.template.FunctionDefinition;
import cruddur.toolkit.template.StreamDefinition;
import cruddur.toolkit.template.Template;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * The whole system, running: DynamoDB, the functions, the HTTP API, the user pool and the stream.
 */
public final class LocalSystem implements AutoCloseable {

  /**
   * The addresses of a running system.
   *
   * @param groupUuid the message group of the sample conversation
   * @param live the WebSocket endpoint of live events; empty without them
   */
  public record Addresses(
      URI api,
      URI dynamoDb,
      String table,
      String issuer,
      String groupUuid,
      Optional<String> live) {}

  private static final Clock CLOCK = Clock.systemUTC();

  /** Closed in reverse order. */
  private final Deque<AutoCloseable> started = new ArrayDeque<>();

  private final SystemOptions options;
  private final LocalEventApi live = new LocalEventApi(CLOCK);
  private final PrintStream log;
  private final Optional<LocalFaults> faults;

  private Template template;
  private Optional<Path> data = Optional.empty();
  private Optional<EventApi> eventApi = Optional.empty();
  private LocalUserPool pool;
  private Rows rows;
  private Addresses addresses;

  private LocalSystem(SystemOptions options, Template template, PrintStream log) {
    this.options = options;
    this.template = template;
    this.log = log;
    this.faults = options.faults().map(settings -> new LocalFaults(settings, CLOCK));
  }

  /**
   * Starts a system. Returns when every part responds and the sample data is loaded.
   *
   * @param log receives a line for each slow step, each invocation and each discarded batch
   * @throws StartupException if a part cannot start; nothing is left running then
   */
  public static LocalSystem start(SystemOptions options, PrintStream log) throws IOException {
    Template template = Template.read(options.template().file(), options.template().parameters());
    LocalSystem system = new LocalSystem(options, template, log);
    try {
      system.data = options.data().map(folder -> system.open(DataFolder.open(folder)).path());
      system.startAll();
      return system;
    } catch (IOException | RuntimeException e) {
      system.close();
      throw e;
    }
  }

  /** Where the parts can be reached. */
  public Addresses addresses() {
    return addresses;
  }

  @Override
  public synchronized void close() {
    while (!started.isEmpty()) {
      try {
        started.pop().close();
      } catch (Exception ignored) {
        // The other parts must be closed too, and the process is about to end.
      }
    }
  }

  /** All users of the user pool whose profiles are in the table. */
  public List<SignedUpUser> users() {
    return pool.users().stream().flatMap(user -> signedUp(user).stream()).toList();
  }

  /** Sets what happens after each sign-up, before its response. */
  public void onSignUp(Consumer<SignedUpUser> listener) {
    pool.onSignUp(user -> signedUp(user).ifPresent(listener));
  }

  private Optional<SignedUpUser> signedUp(LocalUser user) {
    return rows.get(new RowKey.OfSignIn(user.sub()))
        .map(SignInProfile::profile)
        .map(profile -> new SignedUpUser(user, profile));
  }

  private void startAll() throws IOException {
    ServerSocketChannel port = listen();
    URI address = URI.create("http://localhost:" + port.socket().getLocalPort());
    template = LiveAddress.in(template, address);
    DynamoDbEndpoint dynamoDb = startDynamoDb();
    try {
      startAll(dynamoDb, port, address);
    } catch (SdkException e) {
      throw dynamoDb.startupFailure(e);
    } catch (RowsUnavailableException e) {
      throw e.getCause() instanceof SdkException cause ? dynamoDb.startupFailure(cause) : e;
    }
  }

  private ServerSocketChannel listen() {
    int port = options.ports().api();
    try {
      return open(HttpApi.listen(port));
    } catch (IOException e) {
      throw new StartupException(
          "Port " + port + " for the API is in use. Choose another with --port N.", e);
    }
  }

  private void startAll(DynamoDbEndpoint dynamoDb, ServerSocketChannel port, URI address)
      throws IOException {
    TableSetup table = new TableSetup(dynamoDb.tables(), template.table());
    table.createIfAbsent();
    LocalFunctions functions = createFunctions(dynamoDb);

    Issuer issuer = Issuer.of(template.httpApi().authorizer(), data, CLOCK, UuidGenerator.RANDOM);
    pool =
        new LocalUserPool(
            issuer, template.userPool(), functions.byTrigger(), data, UuidGenerator.RANDOM);
    rows = new DynamoDbRows(dynamoDb.tables(), table.tableName());
    SampleData sample = new SampleData(pool, rows, CLOCK);
    sample.load();

    InMemoryFailureQueue failures = new InMemoryFailureQueue(log);
    startStream(
        settings ->
            new EventSourceMapping.Source(
                dynamoDb.streams(),
                () -> stateOf(table),
                isLatest(settings) ? Checkpoints.inMemory() : checkpoints()),
        functions,
        failures,
        new StreamConsole(log, new GroupRowsRepair(dynamoDb.tables(), table.tableName())));
    EventDelivery delivery = faults.map(LocalFaults::onEvents).orElse(EventDelivery.RELIABLE);
    eventApi =
        live.create(template, functions.byLogicalId(), issuer.keys(), delivery).map(this::open);

    open(FunctionSchedules.start(template, functions.byLogicalId()));

    Map<String, LocalHandler> routes = new HashMap<>(dynamoDb.handlers(table.tableName()));
    routes.putAll(options.template().handlers());
    routes.putAll(new InvokeRoutes(template, functions.byLogicalId()).handlers());
    routes.putAll(new UserPoolRoutes(pool, issuer).handlers());
    routes.putAll(new PageConfiguration(pool).handlers());
    routes.putAll(failures.handlers());
    faults.ifPresent(all -> routes.putAll(all.handlers()));
    startApi(functions, issuer.keys(), routes, port);

    addresses =
        new Addresses(
            address,
            dynamoDb.uri(),
            table.tableName(),
            template.httpApi().authorizer().issuer(),
            sample.groupUuid(),
            eventApi.map(_ -> EventPaths.realtimeUrl(address)));
    faults.ifPresent(LocalFaults::begin);
  }

  private DynamoDbEndpoint startDynamoDb() {
    DynamoDbEndpoint endpoint = dynamoDb();
    return faults.map(all -> endpoint.withHttpDecorator(all::onDynamoDb)).orElse(endpoint);
  }

  private DynamoDbEndpoint dynamoDb() {
    if (options.dynamoDb().isPresent()) {
      DynamoDbEndpoint running = open(DynamoDbEndpoint.at(options.dynamoDb().get()));
      running.check();
      return running;
    }
    log.println("Starting DynamoDB Local ...");
    return open(DynamoDbEndpoint.start(options.ports().dynamoDb(), data));
  }

  /** Functions whose clients refuse what the template's policies do not allow them. */
  private LocalFunctions createFunctions(DynamoDbEndpoint dynamoDb) {
    return open(
        new LocalFunctions(
            template,
            dynamoDb,
            function -> new PolicyEnforcer(template, function),
            new LocalFunctions.Collaborators(
                CLOCK,
                UuidGenerator.RANDOM,
                log::println,
                (function, url) -> live.publisher(template.region(), function, url))));
  }

  private Checkpoints checkpoints() {
    return data.map(directory -> Checkpoints.inFile(directory.resolve(DataFolder.CHECKPOINTS)))
        .orElseGet(Checkpoints::inMemory);
  }

  private static TableStream.State stateOf(TableSetup table) {
    return table
        .find()
        .map(
            description -> TableStream.stateOf(table.tableName(), TableSetup.streamOf(description)))
        .orElseGet(() -> new TableStream.NoTable(table.tableName()));
  }

  private void startStream(
      Function<StreamDefinition, EventSourceMapping.Source> sources,
      LocalFunctions functions,
      InMemoryFailureQueue failures,
      StreamObserver observer) {
    EventSourceMapping.Timing timing = new EventSourceMapping.Timing(CLOCK, RetryDelays.SHORT);
    for (FunctionDefinition definition : template.functions()) {
      Invocable function = functions.byLogicalId().get(definition.logicalId());
      EventSourceMapping.Target target =
          new EventSourceMapping.Target(
              definition.logicalId(),
              faults.map(all -> all.onStream(function)).orElse(function),
              failures);
      definition.events().stream()
          .ifPresent(settings ->
              open(
                  EventSourceMapping.start(
                      settings,
                      sources.apply(settings),
                      target,
                      // Missed events need no repair, and problems of the stream are reported
                      // once.
                      isLatest(settings) ? StreamObserver.NONE : observer,
                      timing)));
    }
  }

  private static boolean isLatest(StreamDefinition settings) {
    return settings.startingPosition().equals("LATEST");
  }

  private void startApi(
      LocalFunctions functions,
      JWKSet keys,
      Map<String, LocalHandler> routes,
      ServerSocketChannel port)
      throws IOException {
    Map<String, ? extends Invocable> routed =
        faults.isPresent() ? faults.get().onApi(functions.byLogicalId()) : functions.byLogicalId();
    LocalSite site = new LocalSite(routes, options.template().page(), eventApi);
    open(new HttpApi(template, routed, keys, site, CLOCK)).start(port);
  }

  /** The API of live events, for tests; empty if the parameters leave it out. */
  public Optional<EventApi> eventApi() {
    return eventApi;
  }

  private synchronized <T extends AutoCloseable> T open(T part) {
    started.push(part);
    return part;
  }
}
