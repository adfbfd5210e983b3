package cruddur.simulation;

import cruddur.messaging.port.InsertedMessage;
import cruddur.messaging.port.MemoryRows;
import cruddur.messaging.stream.StreamRecord;
import cruddur.messaging.stream.StreamRecord.Content;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * The table's stream and its deliveries: two shards that together deliver each record once, and
 * replays that deliver some records again, later or concurrently.
 */
final class SimulatedStream {

  private static final int MAX_REPLAYS = 6;

  private static final int RECORDS_PER_POISON_RECORD = 30;

  private final RandomGenerator random;
  private final MemoryRows table;
  private final RequestScheduler scheduler;
  private final Supplier<WorldSetup.StreamHandler> handlers;
  private final BadGroup badGroup;
  private final boolean isBusy;
  private final TableInvariants invariants;
  private final List<StreamRecord> records = new ArrayList<>();
  private final List<ShardDelivery> deliveries = new ArrayList<>();
  private final List<ShardDelivery> shards;
  private int replaysLeft;

  /**
   * Creates a stream that has delivered nothing.
   *
   * @param handlers makes the stream handler of a delivery
   * @param isBusy whether batches are large, and poison records rare
   * @param invariants what must hold after each batch
   */
  SimulatedStream(
      RandomGenerator random,
      MemoryRows table,
      RequestScheduler scheduler,
      Supplier<WorldSetup.StreamHandler> handlers,
      BadGroup badGroup,
      boolean isBusy,
      TableInvariants invariants) {
    this.random = random;
    this.table = table;
    this.scheduler = scheduler;
    this.handlers = handlers;
    this.badGroup = badGroup;
    this.isBusy = isBusy;
    this.invariants = invariants;
    this.shards = List.of(start("shard A"), start("shard B"));
    this.replaysLeft = random.nextBoolean() ? 0 : random.nextInt(MAX_REPLAYS + 1);
  }

  /** Adds each new record to a random shard: messages of one group may be in both. */
  void addNewRecords() {
    List<InsertedMessage> inserted = table.inserted();
    while (records.size() < inserted.size()) {
      InsertedMessage next = inserted.get(records.size());
      ShardDelivery shard = shards.get(random.nextInt(shards.size()));
      String number = String.valueOf(next.sequenceNumber());
      if (random.nextInt(isBusy ? RECORDS_PER_POISON_RECORD * 10 : RECORDS_PER_POISON_RECORD)
          == 0) {
        shard.offer(new StreamRecord(number + "?", new Content.Unreadable("simulated")));
      }
      StreamRecord record = new StreamRecord(number, new Content.Inserted(next.message()));
      shard.offer(record);
      badGroup.inserted(next.message());
      records.add(record);
    }
  }

  /**
   * Starts a replay of some records, like a poller that restarts from an old position or a second
   * poller. Returns whether there was anything to replay.
   */
  boolean replaySome() {
    if (replaysLeft == 0 || records.isEmpty()) {
      return false;
    }
    replaysLeft--;
    int from = random.nextInt(records.size());
    int to = random.nextInt(from, records.size()) + 1;
    records.subList(from, to).forEach(start("replay " + replaysLeft)::offer);
    return true;
  }

  /** Replays all records in order. */
  void replayAll() {
    records.forEach(start("replay of all")::offer);
  }

  /** Whether every record is processed and no invocation is running. */
  boolean isDelivered() {
    return deliveries.stream().allMatch(ShardDelivery::isDone);
  }

  /**
   * Ends all faults: the bad group is repaired, and the failure queues are reprocessed. That
   * happens long after the records were discarded, when the index has caught up with their time.
   */
  void endFaults() {
    badGroup.repair();
    table.indexCaughtUp();
    deliveries.forEach(ShardDelivery::endFaults);
  }

  private ShardDelivery start(String name) {
    ShardDelivery delivery =
        new ShardDelivery(name, handlers.get(), random, badGroup, isBusy, invariants);
    deliveries.add(delivery);
    scheduler.add(delivery);
    return delivery;
  }
}
