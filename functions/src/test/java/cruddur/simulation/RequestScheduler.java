package cruddur.simulation;

import cruddur.messaging.port.MemoryRows;
import cruddur.messaging.port.TransactionOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * Lets one invocation at a time send one request. The seed decides which invocation is next and
 * what happens to its request, so that over many worlds every interleaving occurs.
 */
final class RequestScheduler {

  private static final int MAX_DELAY = 40;

  private static final int MAX_START_DELAY = 200;

  private static final int MAX_PAUSE = 60;

  /** A source, and its running invocation, if any. */
  private static final class Turn {

    final InvocationSource source;
    final int maxPause;
    SimulatedInvocation invocation;
    int heldUntil;

    Turn(InvocationSource source, int maxPause) {
      this.source = source;
      this.maxPause = maxPause;
    }

    /** What can be next: to begin an invocation, or to handle the request of one of its threads. */
    Stream<Move> moves() {
      if (invocation != null) {
        return invocation.waiting().stream().map(thread -> new Move(this, thread));
      }
      return source.isReady() ? Stream.of(new Move(this, null)) : Stream.empty();
    }
  }

  /**
   * The next step of a turn.
   *
   * @param thread null to begin an invocation
   */
  private record Move(Turn turn, SimulatedThread thread) {

    int heldUntil() {
      return thread == null ? turn.heldUntil : thread.heldUntil();
    }
  }

  private final RandomGenerator random;
  private final MemoryRows table;
  private final Runnable afterEachWrite;
  private final RequestTrace trace = new RequestTrace();
  private final List<Turn> turns = new ArrayList<>();
  private final double sameAgainChance;
  private Move last;
  private FaultRates faults;
  private int step;
  private int writes;

  /**
   * Creates a scheduler without sources.
   *
   * @param afterEachWrite called after each request that may have changed the table
   */
  RequestScheduler(
      RandomGenerator random, MemoryRows table, FaultRates faults, Runnable afterEachWrite) {
    this.random = random;
    this.table = table;
    this.faults = faults;
    this.afterEachWrite = afterEachWrite;
    this.sameAgainChance = random.nextBoolean() ? 0 : random.nextDouble();
  }

  void add(InvocationSource source) {
    Turn turn = new Turn(source, random.nextBoolean() ? 1 : random.nextInt(1, MAX_PAUSE));
    hold(turn, MAX_START_DELAY);
    turns.add(turn);
  }

  /** Ends all faults. */
  void endFaults() {
    faults = FaultRates.none();
  }

  int step() {
    return step;
  }

  /** The number of write requests so far, successful or not. */
  int writes() {
    return writes;
  }

  RequestTrace trace() {
    return trace;
  }

  /** Ends all running invocations. */
  void stop() {
    turns.stream()
        .map(turn -> turn.invocation)
        .filter(Objects::nonNull)
        .filter(invocation -> invocation.end().isEmpty())
        .forEach(SimulatedInvocation::crash);
  }

  /** Advances one invocation by one request. Returns whether there was one. */
  boolean advance() {
    List<Move> possible = turns.stream().flatMap(Turn::moves).toList();
    if (possible.isEmpty()) {
      return false;
    }
    step++;
    List<Move> free = possible.stream().filter(move -> move.heldUntil() <= step).toList();
    List<Move> candidates = free.isEmpty() ? possible : free;
    if (!candidates.contains(last) || random.nextDouble() >= sameAgainChance) {
      last = candidates.get(random.nextInt(candidates.size()));
    }
    advance(last.turn(), last.thread());
    return true;
  }

  private void advance(Turn turn, SimulatedThread thread) {
    if (thread == null) {
      turn.invocation = turn.source.next();
      note(turn, "begins");
      turn.invocation.start();
    } else {
      apply(faults.fateOf(thread.request(), random), turn, thread);
    }
    turn.invocation.end().ifPresent(end -> finish(turn, end));
  }

  private void apply(RequestFate fate, Turn turn, SimulatedThread thread) {
    TableRequest<?> request = thread.request();
    switch (fate) {
      case SENT_TWICE -> {
        thread.request(makeFirst(turn, request));
        hold(thread);
      }
      case DELAYED -> hold(thread);
      case RESPONDED -> thread.respond(make(turn, request, fate));
      case CONFLICT -> {
        note(turn, request, fate);
        thread.respond(new TransactionOutcome.Conflict());
      }
      case RESPONSE_LOST -> {
        make(turn, request, fate);
        thread.fail();
      }
      case FAILED -> {
        note(turn, request, fate);
        thread.fail();
      }
      case CRASHED_AFTER -> {
        make(turn, request, fate);
        turn.invocation.crash();
      }
      case CRASHED_BEFORE -> {
        note(turn, request, fate);
        turn.invocation.crash();
      }
    }
  }

  private <A> TableRequest<A> makeFirst(Turn turn, TableRequest<A> request) {
    return request.again(make(turn, request, RequestFate.SENT_TWICE));
  }

  private <A> A make(Turn turn, TableRequest<A> request, RequestFate fate) {
    A response = request.makeTo(table);
    note(turn, request, fate, response);
    if (request.isWrite()) {
      writes++;
      afterEachWrite.run();
    }
    return response;
  }

  private void hold(SimulatedThread thread) {
    thread.holdUntil(step + random.nextInt(MAX_DELAY));
  }

  private void hold(Turn turn, int max) {
    turn.heldUntil = step + random.nextInt(max);
  }

  private void finish(Turn turn, SimulatedInvocation.End end) {
    note(turn, end.toString());
    turn.invocation = null;
    hold(turn, turn.maxPause);
    turn.source.ended(end);
  }

  private void note(Turn turn, String event) {
    trace.add(step, turn.invocation.name(), () -> event);
  }

  private void note(Turn turn, TableRequest<?> request, RequestFate fate) {
    note(turn, request, fate, "no effect");
  }

  private void note(Turn turn, TableRequest<?> request, RequestFate fate, Object response) {
    trace.add(
        step,
        turn.invocation.name(),
        () ->
            TraceFormatter.request(request)
                + " -> "
                + TraceFormatter.response(response)
                + TraceFormatter.fate(fate));
  }
}
