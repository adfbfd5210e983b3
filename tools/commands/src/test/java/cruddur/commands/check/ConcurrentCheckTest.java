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

import cruddur.commands.repair.RepairResult;
import cruddur.messaging.port.row.Message;
import cruddur.messaging.port.row.Pair;
import cruddur.store.dynamodb.item.MessagesTable;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** Changes during a check are not issues. */
class ConcurrentCheckTest {

  private static final Message NEWER = message("2026-03-01T12:00:00.000000+00:00", OTTER);

  /** Long after the last message. */
  private static final InstantSource LATER =
      InstantSource.fixed(Instant.parse("2026-04-01T00:00:00Z"));

  @AutoClose private final CheckedTable table = CheckedTable.valid();

  @Test
  void aRowThatIsBeingDeletedIsNotAnIssue() {
    table.put(rowOfOtter(FIRST));

    assertEquals(
        List.of(),
        codesWhile(
            ConcurrentCheckTest::hasBothRowsOfOtter, () -> table.delete(rowOfOtter(FIRST).key())));
  }

  @Test
  void aMessageWrittenAfterTheScanIsNotAnIssue() {
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
  void aPairThatChangesDuringTheRepairIsKept() {
    Pair dangling = new Pair(BOTH, OTHER_GROUP);
    Pair elsewhere = new Pair(BOTH, OTHER_GROUP.replace('b', 'c'));
    table.delete(BOTH);
    table.put(dangling);

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
                new RepairResult.Skipped(
                    "another process has changed the pair's row: run check again"))),
        results.stream().map(TableCheck.Result::repair).toList());
    assertEquals(Optional.of(elsewhere), table.rows().get(BOTH));
  }

  private List<String> codesWhile(Predicate<Object> when, Runnable change) {
    return resultsWhile(when, change, false).stream().map(result -> result.issue().code()).toList();
  }

  /**
   * The issues found if a change happens before the first matching request or after the first
   * matching response.
   */
  private List<TableCheck.Result> resultsWhile(
      Predicate<Object> when, Runnable change, boolean isRepair) {
    List<TableCheck.Result> results = new ArrayList<>();
    table.interceptedBy(
        new RunOnce(when, change),
        target -> new TableCheck(target, LATER, isRepair).forEach(results::add, rows -> {}));
    return results;
  }

  /** A consistent read: a response of the index has a row of Heron's too. */
  private static boolean hasBothRowsOfOtter(Object response) {
    return response instanceof QueryResponse query
        && query.items().stream()
            .map(item -> item.get(MessagesTable.PK).s())
            .toList()
            .equals(Collections.nCopies(2, MessagesTable.groupsOf(OTTER.uuid())));
  }

  private record RunOnce(Predicate<Object> when, Runnable change, AtomicBoolean hasRun)
      implements ExecutionInterceptor {

    RunOnce(Predicate<Object> when, Runnable change) {
      this(when, change, new AtomicBoolean());
    }

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
      runIf(context.request());
    }

    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
      runIf(context.response());
    }

    private void runIf(Object message) {
      if (when.test(message) && hasRun.compareAndSet(false, true)) {
        change.run();
      }
    }
  }
}
