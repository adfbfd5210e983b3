package cruddur.commands.check;

import cruddur.messaging.port.row.HandleRow;
import cruddur.messaging.port.row.Message;
import cruddur.messaging.port.row.MessageGroup;
import cruddur.messaging.port.row.Pair;
import cruddur.messaging.port.row.Row;
import cruddur.messaging.port.row.RowKey;
import cruddur.messaging.port.row.SignInProfile;
import cruddur.messaging.port.row.UnreadableRowException;
import cruddur.store.dynamodb.item.MessagesTable;
import cruddur.store.dynamodb.item.RowItems;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Gatherer;
import java.util.stream.Gatherer.Downstream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Converts the items of a scan to check items. A scan returns the items of a partition together, so
 * a group's messages are complete when the next partition begins, and need not be kept.
 */
final class CheckItemReader {

  private final ProfileMatcher profiles;
  private String partition = "";
  private Optional<GroupBuilder> group = Optional.empty();

  private CheckItemReader(ProfileMatcher profiles) {
    this.profiles = profiles;
  }

  /**
   * Returns the check items in the order of the scan. Rows of other types have none.
   *
   * @param profiles gets every profile
   */
  static Gatherer<Map<String, AttributeValue>, ?, CheckItem> gatherer(ProfileMatcher profiles) {
    return Gatherer.ofSequential(
        () -> new CheckItemReader(profiles),
        Gatherer.Integrator.ofGreedy((reader, item, checkItems) -> reader.read(item, checkItems)),
        (reader, checkItems) -> reader.endPartition(checkItems));
  }

  private boolean read(Map<String, AttributeValue> item, Downstream<? super CheckItem> checkItems) {
    String pk = item.get(MessagesTable.PK).s();
    if (!pk.equals(partition)) {
      endPartition(checkItems);
      partition = pk;
    }
    checkItem(item).ifPresent(checkItems::push);
    return !checkItems.isRejecting();
  }

  private void endPartition(Downstream<? super CheckItem> checkItems) {
    group.flatMap(GroupBuilder::build).ifPresent(checkItems::push);
    group = Optional.empty();
  }

  private Optional<CheckItem> checkItem(Map<String, AttributeValue> item) {
    Optional<RowKey<?>> key = keyOf(item);
    if (key.isEmpty()) {
      return Optional.empty();
    }
    try {
      Row row = RowItems.toRow(item);
      return row.key().equals(key.get())
          ? checkItem(row)
          : Optional.of(unreadable(item, "It holds the row of " + KeyText.of(row.key())));
    } catch (UnreadableRowException e) {
      if (key.get() instanceof RowKey.OfMessage) {
        groupOfPartition().addUnreadable();
      }
      return Optional.of(unreadable(item, e.getMessage()));
    }
  }

  private Optional<CheckItem> checkItem(Row row) {
    return switch (row) {
      case Message message -> {
        groupOfPartition().add(message);
        yield message.createdAt().isReadable()
            ? Optional.empty()
            : Optional.of(new CheckItem.MalformedMessage(message));
      }
      case MessageGroup groupRow -> Optional.of(new CheckItem.GroupRow(groupRow));
      case Pair pair -> Optional.of(new CheckItem.PairRow(pair));
      case SignInProfile signIn -> {
        profiles.add(signIn);
        yield Optional.of(new CheckItem.SignIn(signIn));
      }
      case HandleRow.Owned owned -> {
        profiles.add(owned);
        yield Optional.empty();
      }
      default -> Optional.empty();
    };
  }

  private GroupBuilder groupOfPartition() {
    if (group.isEmpty()) {
      group = Optional.of(new GroupBuilder());
    }
    return group.get();
  }

  private static Optional<RowKey<?>> keyOf(Map<String, AttributeValue> item) {
    try {
      return Optional.of(
          MessagesTable.key(item.get(MessagesTable.PK).s(), item.get(MessagesTable.SK).s()));
    } catch (UnreadableRowException otherType) {
      return Optional.empty();
    }
  }

  private static CheckItem unreadable(Map<String, AttributeValue> item, String reason) {
    return new CheckItem.Unreadable(KeyText.of(item), reason);
  }
}
