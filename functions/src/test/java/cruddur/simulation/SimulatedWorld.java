package cruddur.simulation;

import cruddur.messaging.conversation.ConversationRows;
import cruddur.messaging.port.ConditionalPut;
import cruddur.messaging.port.IndexLag;
import cruddur.messaging.port.MemoryRows;
import cruddur.messaging.port.row.HandleRow;
import cruddur.messaging.port.row.Message;
import cruddur.messaging.port.row.MessageGroup;
import cruddur.messaging.port.row.Timestamp;
import cruddur.messaging.port.row.UserProfile;
import cruddur.messaging.reading.UnreadCounter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * One small world: two or three users with their devices, one table, and a stream with two shards.
 * The seed decides everything: what users do, the order and the fate of requests, the clock, and
 * how far the index lags.
 */
final class SimulatedWorld {

  private static final int STEPS_WITH_FAULTS = 1_500;

  private static final int STEPS_TO_SETTLE = 20_000;

  private static final int STEPS_TO_SETTLE_A_BUSY_WORLD = 200_000;

  private static final int WORLDS_PER_BUSY_WORLD = 200;

  private static final int WORLDS_PER_LONG_CONVERSATION = 40;

  private static final List<String> HANDLES = List.of("alpha", "bravo", "charlie");

  /** Long enough before the start that no host's clock is behind. */
  private static final List<String> LEGACY_TIMES =
      List.of("2025-12-31T22:59:59", "2025-12-31T22:59:59.5", "2025-12-31T22:59:59.999999+00:00");

  /**
   * A violated invariant.
   *
   * @param violation one sentence
   * @param report the violation, its trace, and the command that repeats it
   */
  record Failure(String violation, String report, InvariantViolation cause) {}

  private final long seed;
  private final RandomGenerator random;
  private final WorldSetup setup;
  private final SimulatedClock clock;
  private final SimulatedUuids ids = new SimulatedUuids();
  private final PostLedger ledger;
  private final List<SimulatedDevice> devices = new ArrayList<>();
  private final ScheduledRows rows = new ScheduledRows();
  private final MemoryRows table;
  private final TableInvariants invariants;
  private final ReadStateInvariants readStates;
  private final List<UserProfile> users = new ArrayList<>();
  private final RandomGenerator randomOfMarks;
  private final RequestScheduler scheduler;
  private final SimulatedStream stream;
  private final double indexCatchUpChance;
  private final boolean isSkewed;
  private final BadGroup badGroup;
  private final boolean isBusy;
  private final IdempotencyKeyChances keys;

  SimulatedWorld(long seed, WorldSetup setup) {
    this.seed = seed;
    this.random = new SplittableRandom(seed);
    this.setup = setup;
    this.keys = IdempotencyKeyChances.drawn(new SplittableRandom(~seed));
    this.clock = new SimulatedClock(random);
    this.ledger = new PostLedger(clock);
    this.table = setup.table().table(anyLag(), random.nextBoolean() ? 1_000 : random.nextInt(1, 4));
    this.invariants = new TableInvariants(table, ledger);
    this.readStates = new ReadStateInvariants(table, setup.rowsOfApi().apply(table));
    this.randomOfMarks = new SplittableRandom(-seed);
    this.scheduler =
        new RequestScheduler(random, table, FaultRates.drawn(random), this::checkAfterEachWrite);
    this.indexCatchUpChance = random.nextBoolean() ? 0 : random.nextDouble(0.1);
    this.isSkewed = random.nextInt(4) == 0;
    this.badGroup = BadGroup.drawn(random);
    this.isBusy = random.nextInt(WORLDS_PER_BUSY_WORLD) == 0;
    this.stream =
        new SimulatedStream(
            random,
            table,
            scheduler,
            () -> setup.streamHandler().apply(badGroup.in(rows)),
            badGroup,
            isBusy,
            invariants);
  }

  /** Runs the world. Returns the invariant that it violated, if any. */
  Optional<Failure> run() {
    try {
      populate();
      runWithFaults();
      runWithoutFaults();
      replayEverything();
      return Optional.empty();
    } catch (InvariantViolation violation) {
      return Optional.of(new Failure(violation.getMessage(), report(violation), violation));
    } finally {
      scheduler.stop();
    }
  }

  /** Returns the last requests. */
  String trace() {
    return scheduler.trace().toString();
  }

  private void populate() {
    HANDLES.subList(0, random.nextBoolean() ? 3 : 2).stream()
        .map(handle -> new UserProfile(ids.next(), handle, handle))
        .forEach(users::add);
    users.forEach(user -> table.write(new HandleRow.Owned(user)));
    if (random.nextInt(4) == 0) {
      writeLegacyConversation(users.get(0), users.get(1));
    } else if (random.nextInt(WORLDS_PER_LONG_CONVERSATION) == 0) {
      writeLongConversation(users.get(0), users.get(1));
    }
    if (isBusy) {
      new Crowd(table, ids, clock).writesTo(users.get(0), random);
    }
    table.indexCaughtUp();
    for (UserProfile user : users) {
      List<UserProfile> others = users.stream().filter(other -> !other.equals(user)).toList();
      UserOutbox outbox = new UserOutbox(user, keys);
      for (int device = random.nextInt(1, 3); device > 0; device--) {
        String name = user.handle() + "/" + device;
        int posts = random.nextInt(1, 7);
        SimulatedDevice added =
            new SimulatedDevice(
                name,
                outbox,
                others,
                posts,
                this::coldStart,
                ledger,
                readStates,
                marksOf(name, user),
                random);
        devices.add(added);
        scheduler.add(added);
      }
    }
  }

  /** In half of the worlds, devices change read states. */
  private DeviceMarks marksOf(String name, UserProfile user) {
    int marks = seed % 2 == 0 ? randomOfMarks.nextInt(1, 9) : 0;
    return new DeviceMarks(name, user, readStates, marks, randomOfMarks);
  }

  /**
   * Writes a conversation as Cruddur's Flask app did: no pair row, any of its timestamp formats.
   */
  private void writeLegacyConversation(UserProfile one, UserProfile other) {
    Timestamp at = Timestamp.stored(LEGACY_TIMES.get(random.nextInt(LEGACY_TIMES.size())));
    Message message = new Message(ids.next(), ids.next(), at, one, "from before");
    table.write(message);
    table.write(MessageGroup.showing(message, one.uuid(), other));
    table.write(MessageGroup.showing(message, other.uuid(), one));
  }

  /** Writes a conversation with about as many unread messages as are counted. */
  private void writeLongConversation(UserProfile sender, UserProfile receiver) {
    int messages = UnreadCounter.MAX_COUNT + random.nextInt(-3, 4);
    Instant start = clock.instant().minusSeconds(1);
    Message first = longMessage(0, ids.next(), start, sender);
    ConversationRows.started(first, receiver).stream()
        .map(ConditionalPut::row)
        .forEach(table::write);
    for (int i = 1; i < messages; i++) {
      table.write(longMessage(i, first.groupUuid(), start, sender));
    }
  }

  private Message longMessage(int number, String group, Instant start, UserProfile sender) {
    Timestamp at = Timestamp.of(start.plus(number, ChronoUnit.MICROS));
    return new Message(ids.next(), group, at, sender, "long " + number);
  }

  private FunctionInstance coldStart() {
    Duration skew = skew();
    InstantSource hostClock = () -> clock.instant().plus(skew);
    return FunctionInstance.over(setup.rowsOfApi().apply(rows), rows, hostClock, ids);
  }

  /** Draws the clock skew of a host. */
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

  private void runWithFaults() {
    int end = random.nextInt(STEPS_WITH_FAULTS / 4, STEPS_WITH_FAULTS);
    while (scheduler.step() < end && (scheduler.advance() || stream.replaySome())) {
      passTime();
      if (random.nextInt(200) == 0) {
        stream.replaySome();
      }
    }
  }

  private void runWithoutFaults() {
    scheduler.endFaults();
    stream.endFaults();
    int end = scheduler.step() + (isBusy ? STEPS_TO_SETTLE_A_BUSY_WORLD : STEPS_TO_SETTLE);
    while (scheduler.advance()) {
      passTime();
      if (scheduler.step() > end) {
        throw new InvariantViolation("the world does not come to rest after its faults have ended");
      }
    }
    invariants.checkAfterDelivery();
    readStates.checkLists(users);
  }

  /** With an up-to-date index, a replay of all records writes nothing. */
  private void replayEverything() {
    table.indexCaughtUp();
    int writes = scheduler.writes();
    stream.replayAll();
    runWithoutFaults();
    if (scheduler.writes() > writes) {
      throw new InvariantViolation("a replay wrote although the index was up to date");
    }
  }

  private void checkAfterEachWrite() {
    invariants.checkAfterEachWrite();
    readStates.checkAfterEachWrite();
  }

  private void passTime() {
    clock.tick();
    keys.timeJump().ifPresent(clock::jump);
    deleteExpired();
    if (random.nextDouble() < indexCatchUpChance) {
      table.indexCaughtUp();
    }
    stream.addNewRecords();
    if (stream.isDelivered()) {
      invariants.checkAfterDelivery();
    }
  }

  /**
   * Not during a post: here a post can take a year and would find its key deleted. In reality it
   * takes seconds.
   */
  private void deleteExpired() {
    if (keys.deletesExpired() && devices.stream().noneMatch(SimulatedDevice::isRunning)) {
      table.deleteExpired(clock.instant());
    }
  }

  private String report(InvariantViolation violation) {
    return """
    seed %d, step %d: %s
    %s
    To repeat it: ./mvnw -pl functions -am test -Dtest=SimulationTest -Dsurefire.failIfNoSpecifiedTests=false \
    -Dsimulation.seed=%d\
    """
        .formatted(seed, scheduler.step(), violation.getMessage(), trace(), seed);
  }
}
