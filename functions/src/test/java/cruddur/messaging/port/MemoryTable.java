package cruddur.messaging.port;

import static java.nio.charset.StandardCharsets.UTF_8;

import cruddur.messaging.port.row.Row;
import cruddur.messaging.port.row.RowKey;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** The table of {@link MemoryRows}: partitions of rows, sorted by the bytes of their sort keys. */
final class MemoryTable {

  private static final Comparator<String> BYTE_ORDER =
      Comparator.comparing(text -> text.getBytes(UTF_8), Arrays::compareUnsigned);

  /** A partition key; the type of row distinguishes partitions with the same uuid. */
  private record Partition(Class<?> type, String key) {}

  private final Map<Partition, NavigableMap<String, Row>> partitions = new LinkedHashMap<>();

  /** The row at a key, or {@code null}. */
  <R extends Row> R at(RowKey<R> key) {
    // put() stores each row at its own key, so the row has the key's type.
    @SuppressWarnings("unchecked")
    R row = (R) partition(partitionOf(key)).get(sortKeyOf(key));
    return row;
  }

  /** Puts a row, and returns what it replaces, or {@code null}. */
  Row put(Row row) {
    return partition(partitionOf(row.key())).put(sortKeyOf(row.key()), row);
  }

  void remove(RowKey<?> key) {
    partition(partitionOf(key)).remove(sortKeyOf(key));
  }

  /** A group's messages, newest first. */
  Collection<Row> messagesBelow(String groupUuid, Optional<String> before) {
    return below(partition(new Partition(RowKey.OfMessage.class, groupUuid)), before);
  }

  /** A group's messages between two sort keys, newest first. */
  Collection<Row> messagesBetween(String groupUuid, String after, Optional<String> before) {
    NavigableMap<String, Row> newer =
        partition(new Partition(RowKey.OfMessage.class, groupUuid)).tailMap(after, false);
    return below(newer, before);
  }

  /** A member's read states, by the uuids of their groups. */
  Collection<Row> readStatesAbove(String memberUuid, Optional<String> after) {
    return above(partition(new Partition(RowKey.OfReadState.class, memberUuid)), after);
  }

  /** A member's rows, newest first. */
  Collection<Row> groupsBelow(String memberUuid, Optional<String> before) {
    return below(groupsOf(memberUuid), before);
  }

  /** A member's rows, oldest first. */
  Collection<Row> groupsAbove(String memberUuid, Optional<String> above) {
    return above(groupsOf(memberUuid), above);
  }

  /** All rows; partitions in the order of their creation, so that a seed repeats exactly. */
  List<Row> all() {
    return partitions.values().stream().flatMap(rows -> rows.values().stream()).toList();
  }

  private NavigableMap<String, Row> groupsOf(String memberUuid) {
    return partition(new Partition(RowKey.OfMessageGroup.class, memberUuid));
  }

  private static Collection<Row> above(NavigableMap<String, Row> rows, Optional<String> above) {
    return above.map(key -> rows.tailMap(key, false)).orElse(rows).values();
  }

  private static Collection<Row> below(NavigableMap<String, Row> rows, Optional<String> before) {
    return before.map(key -> rows.headMap(key, false)).orElse(rows).descendingMap().values();
  }

  private NavigableMap<String, Row> partition(Partition partition) {
    return partitions.computeIfAbsent(partition, none -> new TreeMap<>(BYTE_ORDER));
  }

  private static Partition partitionOf(RowKey<?> key) {
    return new Partition(
        key.getClass(),
        switch (key) {
          case RowKey.OfMessage message -> message.groupUuid();
          case RowKey.OfMessageGroup group -> group.memberUuid();
          case RowKey.OfSignIn signIn -> signIn.sub();
          case RowKey.OfHandle handle -> handle.handle();
          case RowKey.OfEmail email -> email.emailDigest();
          case RowKey.OfPair pair -> pair.lowerUuid() + "#" + pair.higherUuid();
          case RowKey.OfIdempotencyRecord record ->
              record.senderUuid() + "#" + record.idempotencyKey();
          case RowKey.OfUsageWindows usage -> usage.limit() + "#" + usage.caller();
          case RowKey.OfReadState state -> state.memberUuid();
        });
  }

  private static String sortKeyOf(RowKey<?> key) {
    return switch (key) {
      case RowKey.OfMessage message -> message.createdAt();
      case RowKey.OfMessageGroup group -> group.sortKey();
      case RowKey.OfSignIn signIn -> "";
      case RowKey.OfHandle handle -> "";
      case RowKey.OfEmail email -> "";
      case RowKey.OfPair pair -> "";
      case RowKey.OfIdempotencyRecord record -> "";
      case RowKey.OfUsageWindows usage -> "";
      case RowKey.OfReadState state -> state.groupUuid();
    };
  }
}
