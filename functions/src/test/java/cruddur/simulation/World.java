package cruddur.simulation;

import cruddur.messaging.port.IndexLag;
import cruddur.messaging.port.MemoryRows;
import cruddur.messaging.port.row.HandleRow;
import cruddur.messaging.port.row.Message;
import cruddur.messaging.port.row.MessageGroup;
import cruddur.messaging.port.row.Timestamp;
import cruddur.messaging.port.row.UserProfile;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * One small world: two or three users at their devices, one table, and the stream's two shards.
 * Everything follows from the seed: what they do, whose request comes when, what becomes of it, how
 * the clock goes, and how far the index lags.
 */
final class World {

  private static final int STEPS_WITH_FAULTS = 1_500;

  private static final int STEPS_TO_SETTLE = 5_000;

  private static final List<String> HANDLES = List.of("alpha", "bravo", "charlie");

  /** Long enough before the world begins that no host's clock is behind them. */
  private static final List<String> TIMES_BEFORE =
      List.of("2025-12-31T22:59:59", "2025-12-31T22:59:59.5", "2025-12-31T22:59:59.999999+00:00");

  /**
   * What went wrong in a world.
   *
   * @param what in a sentence
   * @param report the same, with what led to it, and how to see it again
   */
  record Broken(String what, String report, BrokenInvariant cause) {}

  private final long seed;
  private final RandomGenerator random;
  private final WorldSetup deployment;
  private final SimulatedClock clock;
  private final SimulatedUuids ids = new SimulatedUuids();
  private final Ledger ledger;
  private final List<Device> devices = new ArrayList<>();
  private final WaitingRows rows = new WaitingRows();
  private final MemoryRows table;
  private final Invariants invariants;
  private final Scheduler scheduler;
  private final MessageStream stream;
  private final double indexCatchesUp;
  private final boolean isSkewed;
  private final KeyTraits keys;

  World(long seed, WorldSetup deployment) {
    this.seed = seed;
    this.random = new SplittableRandom(seed);
    this.deployment = deployment;
    this.keys = KeyTraits.drawn(new SplittableRandom(~seed));
    this.clock = new SimulatedClock(random);
    this.ledger = new Ledger(clock);
    this.table =
        deployment.table().table(anyLag(), random.nextBoolean() ? 1_000 : random.nextInt(1, 4));
    this.invariants = new Invariants(table, ledger);
    this.scheduler =
        new Scheduler(random, table, FaultRates.drawn(random), invariants::holdAfterEachWrite);
    this.indexCatchesUp = random.nextBoolean() ? 0 : random.nextDouble(0.1);
    this.isSkewed = random.nextInt(4) == 0;
    this.stream =
        new MessageStream(random, table, scheduler, () -> deployment.streamHandler().apply(rows));
  }

  /** What did not hold, if anything. */
  Optional<Broken> happen() {
    try {
      populate();
      letThingsHappen();
      deliverTheRest();
      replayEverything();
      return Optional.empty();
    } catch (BrokenInvariant broken) {
      return Optional.of(new Broken(broken.getMessage(), report(broken), broken));
    } finally {
      scheduler.stop();
    }
  }

  /** The last things that happened. */
  String trace() {
    return scheduler.trace().toString();
  }

  private void populate() {
    List<UserProfile> users =
        HANDLES.subList(0, random.nextBoolean() ? 3 : 2).stream()
            .map(handle -> new UserProfile(ids.next(), handle, handle))
            .toList();
    users.forEach(user -> table.write(new HandleRow.Owned(user)));
    if (random.nextInt(4) == 0) {
      leaveFromBefore(users.get(0), users.get(1));
    }
    table.indexCaughtUp();
    for (UserProfile user : users) {
      List<UserProfile> others = users.stream().filter(other -> !other.equals(user)).toList();
      Outbox outbox = new Outbox(user, keys);
      for (int device = random.nextInt(1, 3); device > 0; device--) {
        String name = user.handle() + "/" + device;
        int posts = random.nextInt(1, 7);
        Device joining = new Device(name, outbox, others, posts, this::coldStart, ledger, random);
        devices.add(joining);
        scheduler.join(joining);
      }
    }
  }

  /**
   * A conversation that the source's tools made: no pair row, and timestamps in any of their forms.
   */
  private void leaveFromBefore(UserProfile one, UserProfile other) {
    Timestamp at = Timestamp.stored(TIMES_BEFORE.get(random.nextInt(TIMES_BEFORE.size())));
    Message message = new Message(ids.next(), ids.next(), at, one, "from before");
    table.write(message);
    table.write(MessageGroup.showing(message, one.uuid(), other));
    table.write(MessageGroup.showing(message, other.uuid(), one));
  }

  private Functions coldStart() {
    return Functions.over(
        deployment.rowsOfApi().apply(rows), rows, Clock.offset(clock, skew()), ids);
  }

  /** How far a host's clock is off. */
  private Duration skew() {
    Duration some = Duration.ofNanos(isSkewed ? 1_000L * random.nextInt(-5, 6) : 0);
    return some.plus(keys.skew());
  }

  private IndexLag anyLag() {
    double upToDate = random.nextDouble(random.nextBoolean() ? 0.2 : 0.9);
    return switch (random.nextInt(6)) {
      case 0 -> IndexLag.NONE;
      case 1, 2, 3 -> IndexLag.goingBack(random, upToDate);
      default -> IndexLag.catchingUp(random, upToDate);
    };
  }

  private void letThingsHappen() {
    int end = random.nextInt(STEPS_WITH_FAULTS / 4, STEPS_WITH_FAULTS);
    while (scheduler.step() < end && (scheduler.goOn() || stream.replaySome())) {
      timePasses();
      if (random.nextInt(200) == 0) {
        stream.replaySome();
      }
    }
  }

  private void deliverTheRest() {
    scheduler.endFaults();
    stream.calmDown();
    int end = scheduler.step() + STEPS_TO_SETTLE;
    while (scheduler.goOn()) {
      timePasses();
      if (scheduler.step() > end) {
        throw new BrokenInvariant("it does not come to an end though nothing goes wrong any more");
      }
    }
    invariants.holdWhenAllIsDelivered();
  }

  /** With the index caught up, records that come again change nothing, and cost no write. */
  private void replayEverything() {
    table.indexCaughtUp();
    int writes = scheduler.writes();
    stream.replayAll();
    deliverTheRest();
    if (scheduler.writes() > writes) {
      throw new BrokenInvariant("a replay wrote though the index had caught up");
    }
  }

  private void timePasses() {
    clock.tick();
    keys.timeThatPasses().ifPresent(clock::jump);
    deleteWhatHasExpired();
    if (random.nextDouble() < indexCatchesUp) {
      table.indexCaughtUp();
    }
    stream.offerWhatIsNew();
    if (stream.isDelivered()) {
      invariants.holdWhenAllIsDelivered();
    }
  }

  /**
   * Not while a post is under way: here one may take a year, and would find a key deleted that was
   * in use when it was sent. In truth it takes seconds.
   */
  private void deleteWhatHasExpired() {
    if (keys.timeToLiveDeletes() && devices.stream().noneMatch(Device::isUnderWay)) {
      table.deleteExpired(clock.instant());
    }
  }

  private String report(BrokenInvariant broken) {
    return """
    seed %d, step %d: %s
    %s
    To see it again: ./mvnw -pl functions -am test -Dtest=SimulationTest -Dsurefire.failIfNoSpecifiedTests=false \
    -Dsimulation.seed=%d\
    """
        .formatted(seed, scheduler.step(), broken.getMessage(), trace(), seed);
  }
}
