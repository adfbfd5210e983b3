package cruddur.toolkit.table;

import cruddur.toolkit.StartupException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.waiters.Waiter;
import software.amazon.awssdk.core.waiters.WaiterAcceptor;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ContinuousBackupsUnavailableException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.UpdateContinuousBackupsResponse;
import software.amazon.awssdk.services.dynamodb.waiters.DynamoDbWaiter;

/** Creates the template's table. */
public record TableSetup(DynamoDbClient client, TableDefinition definition) {

  private static final int MAX_ATTEMPTS = 60;
  private static final Duration RETRY_DELAY = Duration.ofSeconds(2);

  /**
   * @param properties of the table in the template, resolved
   * @throws IllegalArgumentException if a property is not supported; the message names it
   */
  public TableSetup(DynamoDbClient client, Map<String, Object> properties) {
    this(client, TableDefinition.of(properties));
  }

  public String tableName() {
    return definition.tableName();
  }

  /**
   * Creates the table if it does not exist.
   *
   * @return the ARN of its stream
   * @throws StartupException if the existing table has no stream
   */
  public String createIfAbsent() {
    TableDescription description = find().orElseGet(this::create);
    return streamOf(description)
        .orElseThrow(() ->
            new StartupException(
                "Table "
                    + description.tableName()
                    + " has no stream. Delete the table; it is created again with a stream."));
  }

  /**
   * The ARN of a table's stream; empty if none is enabled. The latest stream's ARN alone does not
   * tell: it may be that of a stream that was disabled.
   */
  public static Optional<String> streamOf(TableDescription description) {
    return Optional.ofNullable(description.streamSpecification())
        .filter(stream -> Boolean.TRUE.equals(stream.streamEnabled()))
        .map(_ -> description.latestStreamArn());
  }

  /** Describes the table; empty if it does not exist. */
  public Optional<TableDescription> find() {
    try {
      return Optional.of(client.describeTable(request -> request.tableName(tableName())).table());
    } catch (ResourceNotFoundException e) {
      return Optional.empty();
    }
  }

  /** Creates the table and waits until it is active, which takes some seconds in AWS. */
  public TableDescription create() {
    TableDescription created = client.createTable(definition.createRequest()).tableDescription();
    if (created.tableStatus() != TableStatus.ACTIVE) {
      try (DynamoDbWaiter waiter = client.waiter()) {
        waiter.waitUntilTableExists(request -> request.tableName(tableName()));
      }
    }
    client.updateTimeToLive(
        request -> request.tableName(tableName()).timeToLiveSpecification(definition.timeToLive()));
    return created;
  }

  /**
   * Enables point-in-time recovery if the template does. AWS accepts the request only some seconds
   * after the table was created; DynamoDB Local does not support it.
   */
  public void backUp() {
    if (!definition.pointInTimeRecovery()) {
      return;
    }
    Waiter.builder(UpdateContinuousBackupsResponse.class)
        .addAcceptor(WaiterAcceptor.successOnResponseAcceptor(_ -> true))
        .addAcceptor(
            WaiterAcceptor.retryOnExceptionAcceptor(
                ContinuousBackupsUnavailableException.class::isInstance))
        .overrideConfiguration(retries ->
            retries
                .maxAttempts(MAX_ATTEMPTS)
                .backoffStrategyV2(BackoffStrategy.fixedDelay(RETRY_DELAY)))
        .build()
        .run(() ->
            client.updateContinuousBackups(request ->
                request
                    .tableName(tableName())
                    .pointInTimeRecoverySpecification(
                        recovery -> recovery.pointInTimeRecoveryEnabled(true))));
  }
}
