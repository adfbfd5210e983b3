package cruddur.bench.backlog;

import cruddur.bench.table.BenchConversation;
import cruddur.bench.table.BenchTable;
import cruddur.bench.table.BenchUsers;
import cruddur.bench.table.RequestDelay;
import cruddur.local.functions.LocalFunctions;
import cruddur.local.lambda.Invocable;
import cruddur.local.stream.Checkpoints;
import cruddur.local.stream.EventSourceMapping;
import cruddur.local.stream.InMemoryFailureQueue;
import cruddur.local.stream.RetryDelays;
import cruddur.local.stream.StreamObserver;
import cruddur.local.stream.TableStream;
import cruddur.messaging.port.row.Message;
import cruddur.toolkit.template.StreamDefinition;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A table whose stream has unprocessed messages, and the function that processes them. */
final class Backlog implements AutoCloseable {

  private static final String FUNCTION = "RewriteMessageGroups";

  private final BenchTable table;
  private final LocalFunctions functions;
  private final StreamDefinition settings;
  private final Checkpoints checkpoints = Checkpoints.inMemory();
  private final InMemoryFailureQueue failures =
      new InMemoryFailureQueue(
          new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
  private final int messages;
  private final int groups;
  private int processed;

  private Backlog(BenchTable table, int messages, int groups, Duration delay) {
    this.table = table;
    this.functions = table.newFunctions(new RequestDelay(delay));
    this.settings = table.definition(FUNCTION).events().stream().orElseThrow();
    this.messages = messages;
    this.groups = groups;
    load();
  }

  /**
   * Creates a backlog whose messages go to one group after the other.
   *
   * @param home the project's folder
   * @param delay added to each request of the function
   */
  static Backlog create(Path home, int messages, int groups, Duration delay) throws IOException {
    BenchTable table = BenchTable.start(home);
    try {
      return new Backlog(table, messages, groups, delay);
    } catch (RuntimeException e) {
      table.close();
      throw e;
    }
  }

  /** Drains with the template's settings, until the backlog is empty or the time is over. */
  Drain.Drained drain(Duration limit) throws InterruptedException {
    return drain(settings, limit);
  }

  /** Drains record by record, as the event source mapping of Cruddur's Flask app does. */
  Drain.Drained drainOneByOne(Duration limit) throws InterruptedException {
    StreamDefinition single =
        new StreamDefinition(
            1,
            Duration.ZERO,
            settings.parallelizationFactor(),
            settings.reportsBatchItemFailures(),
            settings.bisects(),
            settings.maximumRetryAttempts(),
            settings.maximumRecordAge(),
            settings.filterPatterns(),
            settings.startingPosition(),
            settings.failureQueue());
    return drain(single, limit);
  }

  private Drain.Drained drain(StreamDefinition definition, Duration limit)
      throws InterruptedException {
    Invocable function = functions.byLogicalId().get(FUNCTION);
    Drain drain = new Drain(function, messages - processed, limit);
    try (EventSourceMapping _ =
        EventSourceMapping.start(
            definition,
            new EventSourceMapping.Source(
                table.endpoint().streams(), TableStream.of(table.streamArn()), checkpoints),
            new EventSourceMapping.Target(FUNCTION, drain, failures),
            StreamObserver.NONE,
            new EventSourceMapping.Timing(Clock.systemUTC(), RetryDelays.SHORT))) {
      return drain.await();
    } finally {
      processed += drain.total();
    }
  }

  /** The number of messages that are not processed yet. */
  int remaining() {
    return messages - processed;
  }

  /** Fails if a group does not show its newest message, in one row for each member. */
  void checkIsDrained() {
    for (int number = 0; number < groups; number++) {
      BenchConversation conversation = conversation(number);
      String newest = conversation.message((messages - 1 - number) / groups + 1).createdAt().text();
      var rows =
          table
              .client()
              .query(request ->
                  request
                      .tableName(table.name())
                      .indexName("message-group-sk-index")
                      .keyConditionExpression("message_group_uuid = :group")
                      .expressionAttributeValues(
                          Map.of(":group", AttributeValue.fromS(conversation.uuid()))))
              .items();
      if (rows.size() != 2 || !rows.stream().allMatch(row -> row.get("sk").s().equals(newest))) {
        throw new IllegalStateException("group " + number + " does not show its newest message");
      }
    }
  }

  private void load() {
    // Streams deliver the group rows too. The mapping's filter ignores them.
    table
        .loader()
        .load(
            IntStream.range(0, groups)
                .boxed()
                .flatMap(number -> conversation(number).groupRows(0)));
    table.loader().load(IntStream.range(0, messages).mapToObj(this::message));
  }

  private Message message(int number) {
    return conversation(number % groups).message(number / groups + 1);
  }

  private static BenchConversation conversation(int number) {
    return new BenchConversation(
        number, BenchUsers.user(2 * number), BenchUsers.user(2 * number + 1));
  }

  @Override
  public void close() {
    functions.close();
    table.close();
  }
}
