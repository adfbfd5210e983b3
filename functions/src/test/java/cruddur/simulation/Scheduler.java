package cruddur.simulation;

import cruddur.messaging.port.MemoryRows;
import cruddur.messaging.port.TransactionOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;

/**
 * Lets one invocation at a time make one request. The seed decides whose turn it is and what
 * becomes of the request, so that whatever can come between two requests does, in one world or
 * another.
 */
final class Scheduler {

  private static final int LONGEST_DELAY = 40;

  private static final int LONGEST_WAIT = 200;

  private static final int LONGEST_PAUSE = 60;

  /** An actor, the invocation it has under way, if any, and the request that stands at. */
  private static final class Turn {

    final Actor actor;
    final int longestPause;
    SimulatedInvocation invocation;
    TableRequest<?> request;
    int heldUntil;

    Turn(Actor actor, int longestPause) {
      this.actor = actor;
      this.longestPause = longestPause;
    }

    boolean isWanted() {
      return invocation != null || actor.isReady();
    }
  }

  private final RandomGenerator random;
  private final MemoryRows table;
  private final Runnable afterEachWrite;
  private final Trace trace = new Trace();
  private final List<Turn> turns = new ArrayList<>();
  private final double staysWithOne;
  private Turn last;
  private FaultRates faults;
  private int step;
  private int writes;

  /**
   * A scheduler with nobody to schedule yet.
   *
   * @param afterEachWrite called after each request that may have changed the table
   */
  Scheduler(RandomGenerator random, MemoryRows table, FaultRates faults, Runnable afterEachWrite) {
    this.random = random;
    this.table = table;
    this.faults = faults;
    this.afterEachWrite = afterEachWrite;
    this.staysWithOne = random.nextBoolean() ? 0 : random.nextDouble();
  }

  void join(Actor actor) {
    Turn turn = new Turn(actor, random.nextBoolean() ? 1 : random.nextInt(1, LONGEST_PAUSE));
    hold(turn, LONGEST_WAIT);
    turns.add(turn);
  }

  /** From now on nothing goes wrong. */
  void endFaults() {
    faults = FaultRates.none();
  }

  int step() {
    return step;
  }

  /** Requests so far that were no reads, whatever became of them. */
  int writes() {
    return writes;
  }

  Trace trace() {
    return trace;
  }

  /** Ends what is under way. */
  void stop() {
    turns.stream()
        .map(turn -> turn.invocation)
        .filter(Objects::nonNull)
        .filter(invocation -> invocation.end().isEmpty())
        .forEach(SimulatedInvocation::die);
  }

  /** Lets somebody go on; whether anybody wanted to. */
  boolean goOn() {
    List<Turn> wanted = turns.stream().filter(Turn::isWanted).toList();
    if (wanted.isEmpty()) {
      return false;
    }
    step++;
    List<Turn> free = wanted.stream().filter(turn -> turn.heldUntil <= step).toList();
    List<Turn> candidates = free.isEmpty() ? wanted : free;
    if (!candidates.contains(last) || random.nextDouble() >= staysWithOne) {
      last = candidates.get(random.nextInt(candidates.size()));
    }
    goOn(last);
    return true;
  }

  private void goOn(Turn turn) {
    if (turn.invocation == null) {
      turn.invocation = turn.actor.next();
      note(turn, "begins");
      turn.invocation.start();
      turn.request = turn.invocation.request();
    } else {
      meet(faults.fateOf(turn.request, random), turn);
    }
    turn.invocation.end().ifPresent(end -> finish(turn, end));
  }

  private void meet(RequestFate fate, Turn turn) {
    switch (fate) {
      case MADE_TWICE -> {
        turn.request = madeOnce(turn, turn.request);
        hold(turn, LONGEST_DELAY);
        return;
      }
      case DELAYED -> {
        hold(turn, LONGEST_DELAY);
        return;
      }
      case ANSWERED -> turn.invocation.respond(make(turn, turn.request, fate));
      case CONFLICT -> {
        note(turn, turn.request, fate);
        turn.invocation.respond(new TransactionOutcome.Conflict());
      }
      case ANSWER_LOST -> {
        make(turn, turn.request, fate);
        turn.invocation.fail();
      }
      case REFUSED -> {
        note(turn, turn.request, fate);
        turn.invocation.fail();
      }
      case DIED_AFTER -> {
        make(turn, turn.request, fate);
        turn.invocation.die();
      }
      case DIED_BEFORE -> {
        note(turn, turn.request, fate);
        turn.invocation.die();
      }
    }
    turn.request = turn.invocation.request();
  }

  private <A> TableRequest<A> madeOnce(Turn turn, TableRequest<A> request) {
    return request.again(make(turn, request, RequestFate.MADE_TWICE));
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

  private void hold(Turn turn, int longest) {
    turn.heldUntil = step + random.nextInt(longest);
  }

  private void finish(Turn turn, SimulatedInvocation.End end) {
    note(turn, end.toString());
    turn.invocation = null;
    hold(turn, turn.longestPause);
    turn.actor.ended(end);
  }

  private void note(Turn turn, String what) {
    trace.add(step, turn.invocation.name(), () -> what);
  }

  private void note(Turn turn, TableRequest<?> request, RequestFate fate) {
    note(turn, request, fate, "no effect");
  }

  private void note(Turn turn, TableRequest<?> request, RequestFate fate, Object response) {
    trace.add(
        step,
        turn.invocation.name(),
        () ->
            Rendering.request(request)
                + " -> "
                + Rendering.respond(response)
                + Rendering.fate(fate));
  }
}
