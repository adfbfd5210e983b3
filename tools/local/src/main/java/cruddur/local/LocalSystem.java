package cruddur.local;

import com.nimbusds.jose.jwk.JWKSet;
import cruddur.local.cognito.Issuer;
import cruddur.local.cognito.LocalUserPool;
import cruddur.local.cognito.PageConfiguration;
import cruddur.local.cognito.UserPoolRoutes;
import cruddur.local.dynamodb.DynamoDbEndpoint;
import cruddur.local.faults.FaultSettings;
import cruddur.local.faults.LocalFaults;
import cruddur.local.files.DataFolder;
import cruddur.local.functions.FunctionSchedules;
import cruddur.local.functions.InvokeRoutes;
import cruddur.local.functions.LocalFunctions;
import cruddur.local.http.HttpApi;
import cruddur.local.http.LocalSite;
import cruddur.local.lambda.Invocable;
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
import cruddur.toolkit.template.Template;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * The whole system, running: DynamoDB, the functions, the HTTP API, the user pool and the stream.
 */
public final class LocalSystem implements AutoCloseable {

  /**
   * The ports to listen on; 0 selects a free port.
   *
   * @param dynamoDb the port of a DynamoDB Local that the system starts
   */
  public record Ports(int api, int dynamoDb) {
    public static final Ports FREE = new Ports(0, 0);
  }

  /**
   * What to start.
   *
   * @param template the SAM template
   * @param dynamoDb a running DynamoDB Local to use; empty to start one
   * @param data a directory that keeps messages, users and the issuer's key, created if necessary;
   *     empty to keep them in memory
   * @param faults the faults to inject; empty for none
   */
  public record Options(
      Path template,
      Ports ports,
      Optional<URI> dynamoDb,
      Optional<Path> data,
      Optional<FaultSettings> faults) {

    /** A system in memory, on free ports, without faults. */
    public static Options inMemory(Path template) {
      return new Options(
          template, Ports.FREE, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** The same, on other ports. */
    public Options withPorts(Ports otherPorts) {
      return new Options(template, otherPorts, dynamoDb, data, faults);
    }

    /** The same, with a DynamoDB Local that is running already. */
    public Options withDynamoDb(URI running) {
      return new Options(template, ports, Optional.of(running), data, faults);
    }

    /** The same, with its data in a directory. */
    public Options withData(Path directory) {
      return new Options(template, ports, dynamoDb, Optional.of(directory), faults);
    }

    /** The same, with faults. */
    public Options withFaults(FaultSettings settings) {
      return new Options(template, ports, dynamoDb, data, Optional.of(settings));
    }
  }

  /**
   * The addresses of a running system.
   *
   * @param groupUuid the message group of the sample conversation
   */
  public record Addresses(URI api, URI dynamoDb, String table, String issuer, String groupUuid) {}

  private static final Clock CLOCK = Clock.systemUTC();

  /** Closed in reverse order. */
  private final Deque<AutoCloseable> started = new ArrayDeque<>();

  private final Options options;
  private final Template template;
  private final PrintStream log;
  private final Optional<LocalFaults> faults;

  private Optional<Path> data = Optional.empty();
  private LocalUserPool pool;
  private Rows rows;
  private Addresses addresses;

  private LocalSystem(Options options, Template template, PrintStream log) {
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
  public static LocalSystem start(Options options, PrintStream log) throws IOException {
    LocalSystem system = new LocalSystem(options, Template.read(options.template(), Map.of()), log);
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
    DynamoDbEndpoint dynamoDb = startDynamoDb();
    try {
      startAll(dynamoDb);
    } catch (SdkException e) {
      throw dynamoDb.startupFailure(e);
    } catch (RowsUnavailableException e) {
      throw e.getCause() instanceof SdkException cause ? dynamoDb.startupFailure(cause) : e;
    }
  }

  private void startAll(DynamoDbEndpoint dynamoDb) throws IOException {
    TableSetup table = new TableSetup(dynamoDb.tables(), template.table());
    table.createIfAbsent();
    LocalFunctions functions = createFunctions(dynamoDb);

    Issuer issuer = Issuer.of(template.httpApi().authorizer(), data, CLOCK, UuidGenerator.RANDOM);
    pool = new LocalUserPool(issuer, functions.byTrigger(), data, UuidGenerator.RANDOM);
    rows = new DynamoDbRows(dynamoDb.tables(), table.tableName());
    SampleData sample = new SampleData(pool, rows, CLOCK);
    sample.load();

    InMemoryFailureQueue failures = new InMemoryFailureQueue(log);
    startStream(
        new EventSourceMapping.Source(dynamoDb.streams(), () -> stateOf(table), checkpoints()),
        functions,
        failures,
        new StreamConsole(log, new GroupRowsRepair(dynamoDb.tables(), table.tableName())));

    open(FunctionSchedules.start(template, functions.byLogicalId()));

    Map<String, LocalHandler> routes = new HashMap<>(dynamoDb.handlers(table.tableName()));
    routes.putAll(new InvokeRoutes(template, functions.byLogicalId()).handlers());
    routes.putAll(new UserPoolRoutes(pool, issuer).handlers());
    routes.putAll(new PageConfiguration(pool).handlers());
    routes.putAll(failures.handlers());
    faults.ifPresent(all -> routes.putAll(all.handlers()));
    HttpApi api = startApi(functions, issuer.keys(), routes);

    addresses =
        new Addresses(
            URI.create("http://localhost:" + api.port()),
            dynamoDb.uri(),
            table.tableName(),
            template.httpApi().authorizer().issuer(),
            sample.groupUuid());
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
            new LocalFunctions.Collaborators(CLOCK, UuidGenerator.RANDOM, log::println)));
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
      EventSourceMapping.Source source,
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
              open(EventSourceMapping.start(settings, source, target, observer, timing)));
    }
  }

  private HttpApi startApi(
      LocalFunctions functions, JWKSet keys, Map<String, LocalHandler> routes) {
    Map<String, ? extends Invocable> routed =
        faults.isPresent() ? faults.get().onApi(functions.byLogicalId()) : functions.byLogicalId();
    Path page = options.template().resolveSibling("web").resolve("page");
    HttpApi api = open(new HttpApi(template, routed, keys, new LocalSite(routes, page), CLOCK));
    int port = options.ports().api();
    try {
      api.start(port);
    } catch (IOException e) {
      throw new StartupException(
          "Port " + port + " for the API is in use. Choose another with --port N.", e);
    }
    return api;
  }

  private synchronized <T extends AutoCloseable> T open(T part) {
    started.push(part);
    return part;
  }
}
