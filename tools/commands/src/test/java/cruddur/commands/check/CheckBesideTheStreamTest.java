package cruddur.commands.check;

import static cruddur.commands.check.CheckedTable.BOTH;
import static cruddur.commands.check.CheckedTable.FIRST;
import static cruddur.commands.check.CheckedTable.LAST;
import static cruddur.commands.check.CheckedTable.OTHER_GROUP;
import static cruddur.commands.check.CheckedTable.OTTER;
import static cruddur.commands.check.CheckedTable.message;
import static cruddur.commands.check.CheckedTable.rowOfHeron;
import static cruddur.commands.check.CheckedTable.rowOfOtter;
import static org.junit.jupiter.api.Assertions.assertEquals;

import cruddur.commands.fixture.TableUnderTest;
import cruddur.commands.targets.ConsumedCapacityMeter;
import cruddur.commands.targets.DynamoDbTarget;
import cruddur.commands.targets.TableTarget;
import cruddur.messaging.port.row.Message;
import cruddur.messaging.port.row.Pair;
import cruddur.store.dynamodb.DynamoDbClients;
import cruddur.store.dynamodb.MessagesTable;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** What changes while check looks at it is not wrong. */
class CheckBesideTheStreamTest {

  private static final Message NEWER = message("2026-03-01T12:00:00.000000+00:00", OTTER);

  /** Nobody has written for long, as far as a clock tells. */
  private static final Clock LATER =
      Clock.fixed(Instant.parse("2026-04-01T00:00:00Z"), ZoneOffset.UTC);

  @AutoClose private final CheckedTable table = CheckedTable.whole();

  @Test
  void aRowThatIsJustBeingDeletedIsNotOneTooMany() {
    table.put(rowOfOtter(FIRST));

    assertEquals(
        List.of(),
        codesWhile(
            CheckBesideTheStreamTest::showsBothRowsOfOtter,
            () -> table.delete(rowOfOtter(FIRST).key())));
  }

  @Test
  void aMessageThatHasComeSinceTheMessagesWereReadIsShownRightly() {
    assertEquals(
        List.of(),
        codesWhile(
            ScanResponse.class::isInstance,
            () -> {
              table.put(NEWER, rowOfOtter(NEWER), rowOfHeron(NEWER));
              table.delete(rowOfOtter(LAST).key(), rowOfHeron(LAST).key());
            }));
  }

  @Test
  void aPairThatIsLedElsewhereMeanwhileStays() {
    Pair nowhere = new Pair(BOTH, OTHER_GROUP);
    Pair elsewhere = new Pair(BOTH, OTHER_GROUP.replace('b', 'c'));
    table.delete(BOTH);
    table.put(nowhere);

    List<TableCheck.Result> results =
        resultsWhile(
            UpdateItemRequest.class::isInstance,
            () -> {
              table.delete(BOTH);
              table.put(elsewhere);
            },
            true);
    assertEquals(
        List.of(
            Optional.of(
                new RepairResult.Skipped("the pair's row has changed meanwhile: run it again"))),
        results.stream().map(TableCheck.Result::mending).toList());
    assertEquals(Optional.of(elsewhere), table.rows().get(BOTH));
  }

  private List<String> codesWhile(Predicate<Object> when, Runnable change) {
    return resultsWhile(when, change, false).stream()
        .map(result -> result.finding().code())
        .toList();
  }

  /**
   * What is found when something happens before the first such request, or after such a response.
   */
  private List<TableCheck.Result> resultsWhile(
      Predicate<Object> when, Runnable change, boolean isRepair) {
    List<TableCheck.Result> results = new ArrayList<>();
    try (DynamoDbClient client = client(new Once(when, change))) {
      TableTarget seen =
          new TableTarget(
              new DynamoDbTarget(client, "here", true, new ConsumedCapacityMeter()),
              TableUnderTest.NAME);
      new TableCheck(seen, LATER, isRepair).forEach(results::add, rows -> {});
    }
    return results;
  }

  /** The consistent read: the index would show a row of Heron's too. */
  private static boolean showsBothRowsOfOtter(Object answer) {
    return answer instanceof QueryResponse query
        && query.items().stream()
            .map(item -> item.get(MessagesTable.PK).s())
            .toList()
            .equals(Collections.nCopies(2, MessagesTable.groupsOf(OTTER.uuid())));
  }

  private DynamoDbClient client(ExecutionInterceptor interceptor) {
    return DynamoDbClients.builder()
        .endpointOverride(URI.create(table.table().address()))
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
        .overrideConfiguration(overrides -> overrides.addExecutionInterceptor(interceptor))
        .build();
  }

  private record Once(Predicate<Object> when, Runnable change, AtomicBoolean hasHappened)
      implements ExecutionInterceptor {

    Once(Predicate<Object> when, Runnable change) {
      this(when, change, new AtomicBoolean());
    }

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
      happenIf(context.request());
    }

    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
      happenIf(context.response());
    }

    private void happenIf(Object met) {
      if (when.test(met) && hasHappened.compareAndSet(false, true)) {
        change.run();
      }
    }
  }
}
