package cruddur.commands.check.readstate;

import cruddur.commands.check.row.LegacyTimeParser;
import cruddur.commands.check.scan.StoredReadState;
import cruddur.commands.repair.NewestMessage;
import cruddur.commands.repair.RepairResult;
import cruddur.commands.tables.ConditionalWrite;
import cruddur.commands.targets.TableTarget;
import cruddur.messaging.port.row.Marker;
import cruddur.messaging.port.row.RowKey;
import cruddur.messaging.port.row.Timestamp;
import cruddur.store.dynamodb.item.MessagesTable;
import cruddur.store.dynamodb.item.ReadStateItems;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Repairs read states. Every write is conditional on the values that were read, so that a change of
 * a member is never lost.
 */
record ReadStateRepair(TableTarget table, GroupMembership memberships, InstantSource clock) {

  private static final RepairResult CHANGED =
      new RepairResult.Skipped("the member has changed it meanwhile: run check again");

  /** The read state at a key, strongly consistent. */
  Optional<StoredReadState> find(RowKey.OfReadState key) {
    Map<String, AttributeValue> item =
        table
            .dynamoDb()
            .client()
            .getItem(request ->
                request
                    .tableName(table.name())
                    .key(MessagesTable.primaryKey(key))
                    .consistentRead(true))
            .item();
    return item.isEmpty() ? Optional.empty() : Optional.of(StoredReadState.of(key, item));
  }

  /** Deletes the row, if the user is still not a member and the row is unchanged. */
  RepairResult delete(StoredReadState seen) {
    return switch (memberships.of(seen.key())) {
      case MEMBER, UNKNOWN ->
          new RepairResult.Skipped("the group has changed meanwhile: run check again");
      case NON_MEMBER, NO_GROUP ->
          new ConditionalWrite(table, seen.key(), seen.attributes()).delete()
              ? new RepairResult.Repaired("the row was deleted")
              : CHANGED;
    };
  }

  /**
   * Writes a malformed marker as the timestamp that it means. Removes it if it means none, or one
   * that is ahead of the clock.
   */
  RepairResult correct(StoredReadState seen, Marker marker) {
    Optional<Timestamp> meant =
        Optional.ofNullable(seen.markers().get(marker).s())
            .flatMap(ReadStateRepair::time)
            .filter(time -> !time.instant().isAfter(clock.instant()));
    return meant.isPresent() ? set(seen, marker, meant.get()) : remove(seen, marker);
  }

  /**
   * Moves a read marker that is ahead of the clock to the newest message: until now, all messages
   * counted as read. A message that arrives in the meantime stays unread. Removes another marker,
   * because it hides messages that the member may not have seen.
   */
  RepairResult moveBack(StoredReadState seen, Marker marker, Timestamp ahead) {
    Optional<Timestamp> newest = newest(seen.key());
    if (newest.isPresent() && !ahead.isAfter(newest.get())) {
      return new RepairResult.Skipped(
          "the group has a message of that time or later: correct the clock of the computer that wrote it");
    }
    if (marker != Marker.READ || newest.isEmpty()) {
      return remove(seen, marker);
    }
    return set(seen, marker, newest.get());
  }

  private Optional<Timestamp> newest(RowKey.OfReadState key) {
    return new NewestMessage(table.rows())
        .of(key.groupUuid())
        .map(message -> Timestamp.of(message.createdAt().instant()));
  }

  private RepairResult set(StoredReadState seen, Marker marker, Timestamp upTo) {
    String attribute = ReadStateItems.attribute(marker);
    return row(seen, marker).replace(Map.of(attribute, upTo.text()))
        ? new RepairResult.Repaired("%s is now %s".formatted(attribute, upTo.text()))
        : CHANGED;
  }

  private RepairResult remove(StoredReadState seen, Marker marker) {
    String attribute = ReadStateItems.attribute(marker);
    return row(seen, marker).remove(attribute)
        ? new RepairResult.Repaired("%s was removed".formatted(attribute))
        : CHANGED;
  }

  private ConditionalWrite row(StoredReadState seen, Marker marker) {
    return new ConditionalWrite(
        table,
        seen.key(),
        Map.of(ReadStateItems.attribute(marker), Optional.of(seen.markers().get(marker))));
  }

  private static Optional<Timestamp> time(String text) {
    Timestamp stored = Timestamp.stored(text);
    return stored.isReadable()
        ? Optional.of(Timestamp.of(stored.instant()))
        : LegacyTimeParser.of(text);
  }
}
