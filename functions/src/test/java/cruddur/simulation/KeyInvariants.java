package cruddur.simulation;

import static java.util.stream.Collectors.groupingBy;

import cruddur.messaging.port.MemoryRows;
import cruddur.messaging.port.row.Message;
import cruddur.messaging.port.row.RowKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** What must hold of posts with an idempotency key. */
final class KeyInvariants {

  /** By the clocks of two hosts that differ as far as they do here, so much is a day at least. */
  private static final Duration A_DAY =
      Duration.ofDays(1).plus(KeyTraits.CLOCKS_DIFFER.multipliedBy(2));

  /** By whichever clock, a day is over. */
  private static final Duration SURELY_A_DAY = Duration.ofHours(25);

  private final MemoryRows table;
  private final Ledger ledger;

  KeyInvariants(MemoryRows table, Ledger ledger) {
    this.table = table;
    this.ledger = ledger;
  }

  void hold() {
    Map<RowKey.OfIdempotencyRecord, List<Message>> messagesOf =
        table.allRows().stream()
            .filter(Message.class::isInstance)
            .map(Message.class::cast)
            .filter(message -> ledger.keyOf(message.text()).isPresent())
            .sorted(Comparator.comparing(Message::createdAt))
            .collect(groupingBy(message -> ledger.keyOf(message.text()).orElseThrow()));
    messagesOf.values().forEach(KeyInvariants::areADayApart);
    for (Ledger.Acknowledged acknowledged : ledger.posts()) {
      require(
          acknowledged.post().key().isEmpty()
              || isOfTheLastDay(acknowledged.told(), acknowledged.asked()),
          "an answer was given again after more than a day: '" + acknowledged.told().text() + "'");
    }
    for (Ledger.RefusedForItsKey refused : ledger.refusals()) {
      require(
          messagesOf.getOrDefault(refused.post().rowKey().orElseThrow(), List.of()).stream()
              .anyMatch(message ->
                  !message.text().equals(refused.post().text())
                      && isOfTheLastDay(message, refused.asked())),
          "a key was refused that nothing else was sent with: '" + refused.post().text() + "'");
    }
  }

  private static void areADayApart(List<Message> oldestFirst) {
    for (int i = 1; i < oldestFirst.size(); i++) {
      Message earlier = oldestFirst.get(i - 1);
      Message later = oldestFirst.get(i);
      require(
          Duration.between(earlier.createdAt().instant(), later.createdAt().instant())
                  .compareTo(A_DAY)
              >= 0,
          "one key became several messages: '" + earlier.text() + "' and '" + later.text() + "'");
    }
  }

  private static boolean isOfTheLastDay(Message message, Instant asked) {
    return message.createdAt().instant().isAfter(asked.minus(SURELY_A_DAY));
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new BrokenInvariant(otherwise);
    }
  }
}
