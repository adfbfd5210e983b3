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

/** The invariants of posts with an idempotency key. */
final class IdempotencyInvariants {

  /** At least one day by the clocks of any two hosts. */
  private static final Duration MIN_DAY =
      Duration.ofDays(1).plus(IdempotencyKeyChances.MAX_SKEW.multipliedBy(2));

  /** More than one day by the clock of any host. */
  private static final Duration MAX_DAY = Duration.ofHours(25);

  private final MemoryRows table;
  private final PostLedger ledger;

  IdempotencyInvariants(MemoryRows table, PostLedger ledger) {
    this.table = table;
    this.ledger = ledger;
  }

  void check() {
    Map<RowKey.OfIdempotencyRecord, List<Message>> messagesOf =
        table.allRows().stream()
            .filter(Message.class::isInstance)
            .map(Message.class::cast)
            .filter(message -> ledger.keyOf(message.text()).isPresent())
            .sorted(Comparator.comparing(Message::createdAt))
            .collect(groupingBy(message -> ledger.keyOf(message.text()).orElseThrow()));
    messagesOf.values().forEach(IdempotencyInvariants::checkADayApart);
    for (PostLedger.Acknowledged acknowledged : ledger.posts()) {
      require(
          acknowledged.post().key().isEmpty()
              || isWithinADay(acknowledged.message(), acknowledged.sentAt()),
          "a response was repeated after more than a day: '" + acknowledged.message().text() + "'");
    }
    for (PostLedger.KeyReused reused : ledger.reusedKeys()) {
      require(
          messagesOf.getOrDefault(reused.post().rowKey().orElseThrow(), List.of()).stream()
              .anyMatch(message ->
                  !message.text().equals(reused.post().text())
                      && isWithinADay(message, reused.sentAt())),
          "a key was refused although no other post used it: '" + reused.post().text() + "'");
    }
  }

  private static void checkADayApart(List<Message> oldestFirst) {
    for (int i = 1; i < oldestFirst.size(); i++) {
      Message earlier = oldestFirst.get(i - 1);
      Message later = oldestFirst.get(i);
      require(
          Duration.between(earlier.createdAt().instant(), later.createdAt().instant())
                  .compareTo(MIN_DAY)
              >= 0,
          "one key became several messages: '" + earlier.text() + "' and '" + later.text() + "'");
    }
  }

  private static boolean isWithinADay(Message message, Instant sentAt) {
    return message.createdAt().instant().isAfter(sentAt.minus(MAX_DAY));
  }

  private static void require(boolean holds, String violation) {
    if (!holds) {
      throw new InvariantViolation(violation);
    }
  }
}
