package cruddur.handler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cruddur.invocation.Invocation;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What tasks of an invocation see of it, and how they run and fail. */
class VirtualThreadTasksTest {

  private static final int TASKS = 50;

  private final VirtualThreadTasks tasks = new VirtualThreadTasks();
  private final Invocation invocation = new Invocation(() -> 10_000);

  @Test
  void eachTaskWorksForTheInvocationOfItsCaller() {
    Set<Invocation> seen = ConcurrentHashMap.newKeySet();

    invocation.run(() ->
        tasks.run(Collections.nCopies(TASKS, () -> seen.add(Invocation.current().orElseThrow()))));

    assertEquals(Set.of(invocation), seen);
  }

  @Test
  void outsideOfAnInvocationTasksHaveNone() {
    Set<Boolean> hadInvocation = ConcurrentHashMap.newKeySet();

    tasks.run(
        Collections.nCopies(TASKS, () -> hadInvocation.add(Invocation.current().isPresent())));

    assertEquals(Set.of(false), hadInvocation);
  }

  @Test
  void theRequestsOfAllTasksAreCounted() {
    invocation.run(() ->
        tasks.run(
            Collections.nCopies(
                TASKS,
                () -> {
                  for (int i = 0; i < 1_000; i++) {
                    invocation.usage().addRequest();
                    invocation.usage().addWriteUnits(1);
                  }
                })));

    assertEquals(TASKS * 1_000, invocation.usage().requests());
    assertEquals(TASKS * 1_000, invocation.usage().writeUnits());
  }

  @Test
  void tasksRunAtTheSameTime() {
    CyclicBarrier all = new CyclicBarrier(TASKS);

    tasks.run(Collections.nCopies(TASKS, () -> await(all)));

    assertEquals(0, all.getNumberWaiting());
  }

  @Test
  void theFailureOfTheFirstTaskInTheListIsThrownWhenAllHaveEnded() {
    CyclicBarrier both = new CyclicBarrier(2);
    IllegalStateException first = new IllegalStateException("first in the list");
    Set<String> ended = ConcurrentHashMap.newKeySet();

    RuntimeException thrown =
        assertThrows(
            RuntimeException.class,
            () ->
                tasks.run(
                    List.of(
                        () -> ended.add("successful"),
                        () -> {
                          await(both);
                          throw first;
                        },
                        () -> {
                          try {
                            throw new IllegalArgumentException("first in time");
                          } finally {
                            await(both);
                          }
                        },
                        () -> ended.add("last"))));

    assertSame(first, thrown);
    assertEquals(Set.of("successful", "last"), ended);
  }

  @Test
  void anErrorIsThrownAsItIs() {
    Error error = new AssertionError("sample");

    assertSame(
        error,
        assertThrows(
            Error.class,
            () ->
                tasks.run(
                    List.of(
                        () -> {
                          throw error;
                        },
                        () -> {}))));
  }

  @Test
  void withoutTasksNothingHappens() {
    tasks.run(List.of());

    assertTrue(Invocation.current().isEmpty());
  }

  @Test
  void resultsAreInTheOrderOfTheItems() {
    List<Integer> items = IntStream.range(0, TASKS).boxed().toList();

    assertEquals(
        items.stream().map(item -> "item " + item).toList(),
        tasks.mapLimited(7, items, item -> "item " + item));
    assertEquals(List.of(), tasks.mapLimited(7, List.of(), item -> item));
  }

  @Test
  void noMoreItemsThanAllowedAreMappedAtTheSameTime() {
    AtomicInteger running = new AtomicInteger();
    CyclicBarrier three = new CyclicBarrier(3);

    List<Integer> atTheSameTime =
        tasks.mapLimited(
            3,
            IntStream.range(0, 30).boxed().toList(),
            _ -> {
              int now = running.incrementAndGet();
              await(three);
              running.decrementAndGet();
              return now;
            });

    assertEquals(3, Collections.max(atTheSameTime));
  }

  @Test
  void theFailureOfAnItemIsThrown() {
    IllegalStateException failure = new IllegalStateException("sample");

    assertSame(
        failure,
        assertThrows(
            IllegalStateException.class,
            () ->
                tasks.mapLimited(
                    2,
                    List.of(1, 2, 3),
                    item -> {
                      if (item == 2) {
                        throw failure;
                      }
                      return item;
                    })));
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await(30, TimeUnit.SECONDS);
    } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }
}
