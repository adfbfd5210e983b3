package cruddur.local;

import cruddur.handler.Wiring;
import cruddur.local.cognito.Issuer;
import cruddur.local.cognito.LocalUserPool;
import cruddur.local.cognito.PageConfiguration;
import cruddur.local.cognito.UserPoolRoutes;
import cruddur.local.dynamodb.DynamoDbEndpoint;
import cruddur.local.dynamodb.DynamoDbServer;
import cruddur.local.faults.FaultSettings;
import cruddur.local.faults.LocalFaults;
import cruddur.local.http.HttpApi;
import cruddur.local.http.LocalHandler;
import cruddur.local.lambda.Invocable;
import cruddur.local.lambda.LambdaFunction;
import cruddur.local.policy.PolicyEnforcer;
import cruddur.local.sample.SampleData;
import cruddur.local.stream.Checkpoints;
import cruddur.local.stream.EventSourceMapping;
import cruddur.local.stream.InMemoryFailureQueue;
import cruddur.local.stream.RetryDelays;
import cruddur.messaging.UuidGenerator;
import cruddur.messaging.port.Rows;
import cruddur.store.dynamodb.DynamoDbRows;
import cruddur.store.dynamodb.DynamoDbStore;
import cruddur.toolkit.StartupException;
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
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The whole system, running: DynamoDB, the functions, the HTTP API, the user pool and the stream.
 */
public final class LocalSystem implements AutoCloseable {

  /**
   * What to start.
   *
   * @param template the SAM template
   * @param port the API's; 0 for a free one
   * @param dynamoDbPort that of the DynamoDB Local to start; 0 for a free one
   * @param dynamoDb a DynamoDB Local that runs already, in place of starting one
   * @param data an existing directory that keeps messages, users and the issuer's key
   * @param faults what is to go wrong on purpose
   */
  public record Options(
      Path template,
      int port,
      int dynamoDbPort,
      Optional<URI> dynamoDb,
      Optional<Path> data,
      Optional<FaultSettings> faults) {

    /** Without faults. */
    public Options(
        Path template, int port, int dynamoDbPort, Optional<URI> dynamoDb, Optional<Path> data) {
      this(template, port, dynamoDbPort, dynamoDb, data, Optional.empty());
    }
  }

  /**
   * Where everything is.
   *
   * @param groupUuid the sample conversation
   */
  public record Addresses(URI api, URI dynamoDb, String table, String issuer, String groupUuid) {}

  private static final Clock CLOCK = Clock.systemUTC();

  /** Closed in the opposite order. */
  private final Deque<AutoCloseable> started = new ArrayDeque<>();

  private final Optional<LocalFaults> faults;

  private Addresses addresses;

  private LocalSystem(Optional<LocalFaults> faults) {
    this.faults = faults;
  }

  /**
   * Starts it; returns when everything answers and the sample data is there.
   *
   * @param log gets a line for each step that takes a while, for every invocation, and for every
   *     batch that was given up
   * @throws StartupException when something cannot be had; nothing is left running then
   */
  public static LocalSystem start(Options options, PrintStream log) throws IOException {
    LocalSystem system =
        new LocalSystem(options.faults().map(settings -> new LocalFaults(settings, CLOCK)));
    try {
      system.startAll(options, log);
      return system;
    } catch (IOException | RuntimeException e) {
      system.close();
      throw e;
    }
  }

  /** Where everything is. */
  public Addresses addresses() {
    return addresses;
  }

  @Override
  public synchronized void close() {
    while (!started.isEmpty()) {
      try {
        started.pop().close();
      } catch (Exception notClosed) {
        // The rest is to be closed all the same, and the process is about to end.
      }
    }
  }

  private void startAll(Options options, PrintStream log) throws IOException {
    Template template = Template.read(options.template(), Map.of());
    DynamoDbEndpoint reliable = dynamoDb(options, log);
    DynamoDbEndpoint dynamoDb = faults.map(all -> reliable.over(all::onDynamoDb)).orElse(reliable);
    TableSetup tableSetup = new TableSetup(dynamoDb.tables(), template.table());
    String streamArn = tableSetup.createIfAbsent();

    Rows rows = new DynamoDbRows(dynamoDb.tables(), tableSetup.tableName());
    Map<String, LambdaFunction> functions = new LinkedHashMap<>();
    for (FunctionDefinition function : template.functions()) {
      functions.put(
          function.logicalId(),
          new LambdaFunction(function, wiring(template, function, dynamoDb, log)));
    }
    Issuer issuer =
        Issuer.of(template.httpApi().authorizer(), options.data(), CLOCK, UuidGenerator.RANDOM);
    LocalUserPool pool =
        new LocalUserPool(
            issuer, triggers(template, functions), options.data(), UuidGenerator.RANDOM);
    SampleData sample = new SampleData(pool, rows, CLOCK);
    sample.load();

    InMemoryFailureQueue failures = new InMemoryFailureQueue(log);
    Checkpoints checkpoints =
        options
            .data()
            .map(data -> Checkpoints.keptIn(data.resolve("checkpoints")))
            .orElseGet(Checkpoints::inMemory);
    EventSourceMapping.Source source =
        new EventSourceMapping.Source(dynamoDb.streams(), streamArn, checkpoints);
    for (FunctionDefinition function : template.functions()) {
      Invocable target = functions.get(function.logicalId());
      function.stream()
          .ifPresent(settings ->
              open(
                  EventSourceMapping.start(
                      settings,
                      source,
                      new EventSourceMapping.Target(
                          function.logicalId(),
                          faults.map(all -> all.onStream(target)).orElse(target),
                          failures),
                      CLOCK,
                      RetryDelays.SHORT)));
    }

    Map<String, LocalHandler> localRoutes =
        new HashMap<>(new UserPoolRoutes(pool, issuer).handlers());
    localRoutes.putAll(new PageConfiguration(pool).handlers());
    localRoutes.putAll(failures.handlers());
    localRoutes.putAll(dynamoDb.handlers(tableSetup.tableName()));
    faults.ifPresent(all -> localRoutes.putAll(all.handlers()));
    Map<String, ? extends Invocable> routed =
        faults.isPresent() ? faults.get().onApi(functions) : functions;
    HttpApi api =
        open(
            new HttpApi(
                template,
                routed,
                issuer.keys(),
                localRoutes,
                pageBeside(options.template()),
                CLOCK,
                options.port()));
    listen(api, options.port());
    addresses =
        new Addresses(
            URI.create("http://localhost:" + api.port()),
            dynamoDb.uri(),
            tableSetup.tableName(),
            template.httpApi().authorizer().issuer(),
            sample.groupUuid());
    faults.ifPresent(LocalFaults::begin);
  }

  /**
   * What a function is made of; its client refuses what the template's policy does not allow it.
   */
  private Function<Map<String, String>, Wiring> wiring(
      Template template, FunctionDefinition function, DynamoDbEndpoint dynamoDb, PrintStream log) {
    DynamoDbClient client =
        open(dynamoDb.tablesBehind(new PolicyEnforcer(template, function.logicalId())));
    return environment ->
        new Wiring(
            environment,
            table -> DynamoDbStore.of(client, table),
            CLOCK,
            UuidGenerator.RANDOM,
            log::println);
  }

  private DynamoDbEndpoint dynamoDb(Options options, PrintStream log) {
    if (options.dynamoDb().isPresent()) {
      DynamoDbEndpoint endpoint = open(DynamoDbEndpoint.at(options.dynamoDb().get()));
      endpoint.check();
      return endpoint;
    }
    log.println("Starting DynamoDB Local ...");
    return open(
        DynamoDbEndpoint.at(
            open(DynamoDbServer.start(options.dynamoDbPort(), options.data())).endpoint()));
  }

  private static Path pageBeside(Path template) {
    return template.resolveSibling("web").resolve("page");
  }

  private static void listen(HttpApi api, int port) {
    try {
      api.start();
    } catch (IOException e) {
      throw new StartupException(
          "Port " + port + " for the API is taken: give another with --port N", e);
    }
  }

  private static Map<String, LambdaFunction> triggers(
      Template template, Map<String, LambdaFunction> functions) {
    Map<String, LambdaFunction> triggers = new HashMap<>();
    for (FunctionDefinition function : template.functions()) {
      function
          .cognitoTriggers()
          .forEach(trigger -> triggers.put(trigger, functions.get(function.logicalId())));
    }
    return triggers;
  }

  private synchronized <T extends AutoCloseable> T open(T part) {
    started.push(part);
    return part;
  }
}
