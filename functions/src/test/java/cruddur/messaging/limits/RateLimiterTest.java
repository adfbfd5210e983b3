package cruddur.messaging.limits;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cruddur.handler.fixture.SettableClock;
import cruddur.messaging.port.MemoryRows;
import cruddur.messaging.port.ObservedRows;
import cruddur.messaging.port.ObservedRows.Request;
import cruddur.messaging.port.RowsUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The limiter of one instance, and its requests to the table. */
class RateLimiterTest {

  private static final Duration NO_WAIT = Duration.ZERO;
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final SettableClock clock = new SettableClock(Instant.parse("2026-11-22T13:07:40Z"));
  private final MemoryRows table = new MemoryRows();
  private final ObservedRows rows = new ObservedRows(table, table);
  private final List<RuntimeException> failures = new ArrayList<>();
  private final RateLimiter limiter = limiter(Limit.MESSAGES);

  @ParameterizedTest
  @CsvSource({"MESSAGES,60,PT1S", "CONVERSATIONS,20,PT10S", "LOOKUPS,40,PT2S"})
  void aBurstIsAllowedAndThenOneEachInterval(Limit limit, int burst, Duration interval) {
    RateLimiter limiter = limiter(limit);

    assertEquals(burst, allowed(limiter, "alpha", burst + 1));
    assertEquals(interval, limiter.use("alpha"));
    clock.advance(interval.minusNanos(1));
    assertEquals(Duration.ofNanos(1), limiter.use("alpha"));
    clock.advance(Duration.ofNanos(1));
    assertEquals(1, allowed(limiter, "alpha", 2));
    clock.advance(interval.multipliedBy(burst));
    assertEquals(burst, allowed(limiter, "alpha", burst + 1));
  }

  @Test
  void aLongPauseAllowsOneBurstAndNoMore() {
    allowed(limiter, "alpha", 60);
    clock.advance(Duration.ofDays(365));

    assertEquals(60, allowed(limiter, "alpha", 100));
  }

  @Test
  void callersAreIndependent() {
    allowed(limiter, "alpha", 61);

    assertEquals(60, allowed(limiter, "beta", 61));
  }

  @Test
  void aUseThatIsTakenBackDoesNotCount() {
    allowed(limiter, "alpha", 60);
    limiter.giveBack("alpha");
    limiter.giveBack("alpha");

    assertEquals(2, allowed(limiter, "alpha", 3));
  }

  @Test
  void aUseThatIsTakenBackDoesNotCountInOtherInstancesEither() {
    for (int instance = 0; instance < 50; instance++) {
      RateLimiter other = limiter(Limit.MESSAGES);
      other.use("alpha");
      other.giveBack("alpha");
    }

    assertEquals(60, allowed(limiter, "alpha", 61));
  }

  @Test
  void takingBackAnUnreportedUseCostsNoRequest() {
    allowed(limiter, "alpha", 2);
    rows.takeRequests();

    limiter.giveBack("alpha");

    assertEquals(List.of(), rows.takeRequests());
  }

  @Test
  void anUnreportedUseCountsInThisInstanceAtOnceAndIsReportedLater() {
    for (int i = 0; i < 60; i++) {
      assertEquals(NO_WAIT, limiter.useUnreported("alpha"));
    }
    assertEquals(SECOND, limiter.useUnreported("alpha"));
    assertEquals(List.of(), rows.takeNames());

    assertEquals(SECOND, limiter.use("alpha"));
    assertEquals(List.of("count"), rows.takeNames());
    assertEquals(SECOND, limiter(Limit.MESSAGES).use("alpha"));
  }

  @Test
  void aClockThatIsSetBackNeitherAddsNorRemovesDebt() {
    allowed(limiter, "alpha", 50);
    clock.advance(Duration.ofHours(-1));

    assertEquals(10, allowed(limiter, "alpha", 11));
    clock.advance(SECOND);
    assertEquals(1, allowed(limiter, "alpha", 2));
  }

  @Test
  void concurrentUsesAreCountedExactly() throws Exception {
    List<Future<Duration>> waits = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      rows.intercept((_, _) -> {
        throw new RowsUnavailableException("the table is unavailable", null);
      });
      RateLimiter quiet = new RateLimiter(Limit.MESSAGES, rows, clock, () -> 0, _ -> {});
      for (int i = 0; i < 1000; i++) {
        waits.add(threads.submit(() -> quiet.use("alpha")));
      }
    }

    int allowed = 0;
    for (Future<Duration> wait : waits) {
      allowed += wait.get().isZero() ? 1 : 0;
    }
    assertEquals(60, allowed);
  }

  @Test
  void theNumberOfCallersInMemoryIsLimited() {
    rows.intercept((_, _) -> {
      throw new RowsUnavailableException("the table is unavailable", null);
    });
    allowed(limiter, "alpha", 60);
    IntStream.rangeClosed(1, RateLimiter.MAX_CALLERS - 1).forEach(i -> limiter.use("user " + i));
    assertEquals(SECOND, limiter.use("alpha"));
    IntStream.rangeClosed(1, RateLimiter.MAX_CALLERS).forEach(i -> limiter.use("other " + i));

    assertEquals(60, allowed(limiter, "alpha", 61));
  }

  @Test
  void theFirstUseOfAnInstanceIsReportedAndThenEverySeventh() {
    assertEquals(List.of(1, 8, 15, 22), reportedOf(limiter, "alpha", 28, Duration.ofSeconds(10)));
    rows.takeRequests();

    assertEquals(List.of(7, 14), reportedOf(limiter, "beta", 14, Duration.ofSeconds(10)));
  }

  @Test
  void fromHalfABurstOnEveryFifthUseIsReported() {
    assertEquals(
        List.of(1, 8, 15, 22, 29, 34, 39, 44, 49, 54, 59),
        reportedOf(limiter, "alpha", 60, Duration.ZERO));
  }

  @Test
  void aRefusedCallerIsReportedOnceAndThenCostsNoRequest() {
    allowed(limiter, "alpha", 60);
    rows.takeRequests();

    allowed(limiter, "alpha", 100);

    assertEquals(List.of("count"), rows.takeNames());
  }

  @Test
  void anInstanceThatKnowsOfAFloodRefusesWithoutRequests() {
    allowed(limiter, "alpha", 61);
    RateLimiter other = limiter(Limit.MESSAGES);
    rows.takeRequests();

    assertEquals(SECOND, other.use("alpha"));
    assertEquals(SECOND, other.use("alpha"));
    rows.takeRequests();
    assertEquals(0, allowed(other, "alpha", 100));

    assertEquals(List.of(), rows.takeNames());
  }

  @Test
  void aUseThatTheTableRefusesDoesNotCount() {
    allowed(limiter, "alpha", 61);
    RateLimiter other = limiter(Limit.MESSAGES);
    allowed(other, "alpha", 2);

    clock.advance(Duration.ofSeconds(61));
    assertEquals(60, allowed(limiter, "alpha", 61));
  }

  @Test
  void eachUseIsReportedFromTheLimitUntilHalfOfTheDebtIsPaidBack() {
    allowed(limiter, "alpha", 61);
    rows.takeRequests();

    assertEquals(List.of(1, 2, 3), reportedOf(limiter, "alpha", 3, Duration.ofSeconds(1)));
    clock.advance(Duration.ofSeconds(40));
    assertEquals(List.of(), reportedOf(limiter, "alpha", 3, Duration.ZERO));
  }

  @Test
  void aFailedReportHasNoEffectAndIsNotRetried() {
    RowsUnavailableException failure =
        new RowsUnavailableException("the table is unavailable", null);
    rows.intercept((_, _) -> {
      throw failure;
    });

    assertEquals(NO_WAIT, limiter.use("alpha"));

    rows.interceptNothing();
    assertEquals(List.of(failure), failures);
    for (int i = 0; i < 7; i++) {
      limiter.use("alpha");
    }
    assertEquals(List.of(7L), uses(rows.takeRequests().getLast()));
  }

  @Test
  void aLongFloodNeitherGrowsTheRowNorLosesDebt() {
    allowed(limiter, "alpha", 60);
    for (int second = 0; second < 3600; second++) {
      clock.advance(SECOND);
      assertEquals(1, allowed(limiter, "alpha", 2));
    }

    assertEquals(0, allowed(limiter(Limit.MESSAGES), "alpha", 1));
    var row = rows.count(((Request.Count) rows.takeRequests().getLast()).update());
    assertEquals(List.of(19, 1), List.of(row.uses().size(), row.debts().size()));
  }

  private RateLimiter limiter(Limit limit) {
    return new RateLimiter(limit, rows, clock, () -> 0, failures::add);
  }

  private static int allowed(RateLimiter limiter, String caller, int uses) {
    int allowed = 0;
    for (int i = 0; i < uses; i++) {
      allowed += limiter.use(caller).isZero() ? 1 : 0;
    }
    return allowed;
  }

  /** The uses that made a request, counted from 1. */
  private List<Integer> reportedOf(RateLimiter limiter, String caller, int uses, Duration pause) {
    List<Integer> reported = new ArrayList<>();
    for (int i = 1; i <= uses; i++) {
      clock.advance(pause);
      limiter.use(caller);
      if (!rows.takeRequests().isEmpty()) {
        reported.add(i);
      }
    }
    return reported;
  }

  private static List<Long> uses(Request request) {
    Map<Instant, Long> uses = ((Request.Count) request).update().changes().uses();
    return List.copyOf(uses.values());
  }
}
