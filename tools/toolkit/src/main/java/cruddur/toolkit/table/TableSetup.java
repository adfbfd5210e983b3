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

/** Makes a table. */
public record TableSetup(DynamoDbClient client, TableDefinition definition) {

  private static final int MOST_ATTEMPTS = 60;
  private static final Duration PAUSE = Duration.ofSeconds(2);

  /**
   * A set-up of the template's table.
   *
   * @param properties the table's, resolved
   * @throws IllegalArgumentException naming a property that is not understood
   */
  public TableSetup(DynamoDbClient client, Map<String, Object> properties) {
    this(client, TableDefinition.of(properties));
  }

  /** The table's name. */
  public String tableName() {
    return definition.tableName();
  }

  /**
   * Makes the table, unless it is there.
   *
   * @return the ARN of its stream
   * @throws StartupException when the table that is there has no stream
   */
  public String createIfAbsent() {
    TableDescription description = find().orElseGet(this::create);
    if (description.latestStreamArn() == null) {
      throw new StartupException(
          "The table "
              + description.tableName()
              + " has no stream: delete it, and it is made anew with one");
    }
    return description.latestStreamArn();
  }

  /** The table of that name, if there is one. */
  public Optional<TableDescription> find() {
    try {
      return Optional.of(client.describeTable(request -> request.tableName(tableName())).table());
    } catch (ResourceNotFoundException e) {
      return Optional.empty();
    }
  }

  /** Makes the table; returns when it can be used, which takes AWS some seconds. */
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
   * Switches point-in-time recovery on, if the definition wants it. AWS needs some seconds before
   * it can, after a table was made; DynamoDB Local cannot.
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
        .overrideConfiguration(times ->
            times.maxAttempts(MOST_ATTEMPTS).backoffStrategyV2(BackoffStrategy.fixedDelay(PAUSE)))
        .build()
        .run(() ->
            client.updateContinuousBackups(request ->
                request
                    .tableName(tableName())
                    .pointInTimeRecoverySpecification(
                        recovery -> recovery.pointInTimeRecoveryEnabled(true))));
  }
}
