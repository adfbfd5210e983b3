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
 * The table's stream and those who deliver it: two shards that together carry each record once, and
 * replays, that bring some of them again, late or at the same time.
 */
final class MessageStream {

  private static final int MOST_REPLAYS = 6;

  private static final int ONE_IN_SO_MANY_IS_UNREADABLE = 30;

  private final RandomGenerator random;
  private final MemoryRows table;
  private final Scheduler scheduler;
  private final Supplier<WorldSetup.StreamHandler> handlers;
  private final List<StreamRecord> records = new ArrayList<>();
  private final List<Delivery> deliveries = new ArrayList<>();
  private final List<Delivery> shards;
  private int replaysLeft;

  /**
   * The stream of a table, with nothing delivered yet.
   *
   * @param handlers makes the function that a delivery hands its batches to
   */
  MessageStream(
      RandomGenerator random,
      MemoryRows table,
      Scheduler scheduler,
      Supplier<WorldSetup.StreamHandler> handlers) {
    this.random = random;
    this.table = table;
    this.scheduler = scheduler;
    this.handlers = handlers;
    this.shards = List.of(start("shard A"), start("shard B"));
    this.replaysLeft = random.nextBoolean() ? 0 : random.nextInt(MOST_REPLAYS + 1);
  }

  /** Puts each new record into either shard: a hot group's messages may be spread over both. */
  void offerWhatIsNew() {
    List<InsertedMessage> inserted = table.inserted();
    while (records.size() < inserted.size()) {
      InsertedMessage next = inserted.get(records.size());
      Delivery shard = shards.get(random.nextInt(shards.size()));
      String number = String.valueOf(next.sequenceNumber());
      if (random.nextInt(ONE_IN_SO_MANY_IS_UNREADABLE) == 0) {
        shard.offer(new StreamRecord(number + "?", new Content.Unreadable("simulated")));
      }
      StreamRecord record = new StreamRecord(number, new Content.Inserted(next.message()));
      shard.offer(record);
      records.add(record);
    }
  }

  /**
   * A poller starts again from an old place, or two have the same records; whether there was
   * anything to replay.
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

  /** Everything comes again, in order. */
  void replayAll() {
    records.forEach(start("replay of all")::offer);
  }

  /** Whether every record has been dealt with, and nothing is under way. */
  boolean isDelivered() {
    return deliveries.stream().allMatch(Delivery::isDone);
  }

  /** From now on no batch comes twice or runs out of time. */
  void calmDown() {
    deliveries.forEach(Delivery::calmDown);
  }

  private Delivery start(String name) {
    Delivery delivery = new Delivery(name, handlers.get(), random);
    deliveries.add(delivery);
    scheduler.join(delivery);
    return delivery;
  }
}
