package cruddur.commands.check.scan;

import cruddur.commands.check.issue.KeyText;
import cruddur.commands.check.profile.ProfileMatcher;
import cruddur.messaging.port.row.HandleRow;
import cruddur.messaging.port.row.Message;
import cruddur.messaging.port.row.MessageGroup;
import cruddur.messaging.port.row.Pair;
import cruddur.messaging.port.row.Row;
import cruddur.messaging.port.row.RowKey;
import cruddur.messaging.port.row.SignInProfile;
import cruddur.messaging.port.row.Timestamp;
import cruddur.messaging.port.row.UnreadableRowException;
import cruddur.store.dynamodb.item.MessagesTable;
import cruddur.store.dynamodb.item.RowItems;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Gatherer;
import java.util.stream.Gatherer.Downstream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Converts the items of a scan to check items. A scan returns the items of a partition together, so
 * a group's messages are complete when the next partition begins, and need not be kept.
 */
public final class CheckItemReader {

  /** A time this much ahead of the clock is not explained by clocks that differ. */
  public static final Duration MAX_AHEAD = Duration.ofMinutes(1);

  private final ProfileMatcher profiles;
  private final InstantSource clock;
  private static final String GROUP_ROWS = MessagesTable.groupsOf("");
  private static final String MESSAGES = MessagesTable.messagesOf("");

  private String partition = "";
  private Optional<GroupBuilder> group = Optional.empty();

  private CheckItemReader(ProfileMatcher profiles, InstantSource clock) {
    this.profiles = profiles;
    this.clock = clock;
  }

  /**
   * Returns the check items in the order of the scan. Rows of other types have none.
   *
   * @param profiles gets every profile
   * @param clock tells which messages are ahead of it
   */
  public static Gatherer<Map<String, AttributeValue>, ?, CheckItem> gatherer(
      ProfileMatcher profiles, InstantSource clock) {
    return Gatherer.ofSequential(
        () -> new CheckItemReader(profiles, clock),
        Gatherer.Integrator.ofGreedy((reader, item, checkItems) -> reader.read(item, checkItems)),
        (reader, checkItems) -> reader.endPartition(checkItems));
  }

  private boolean read(Map<String, AttributeValue> item, Downstream<? super CheckItem> checkItems) {
    String pk = item.get(MessagesTable.PK).s();
    if (!pk.equals(partition)) {
      endPartition(checkItems);
      partition = pk;
    }
    if (isMisplacedInIndex(item)) {
      checkItems.push(new CheckItem.InIndex(KeyText.of(item)));
    }
    checkItem(item).ifPresent(checkItems::push);
    ahead(item).ifPresent(checkItems::push);
    return !checkItems.isRejecting();
  }

  private void endPartition(Downstream<? super CheckItem> checkItems) {
    group.flatMap(GroupBuilder::build).ifPresent(checkItems::push);
    group = Optional.empty();
  }

  private Optional<CheckItem> checkItem(Map<String, AttributeValue> item) {
    if (!MessagesTable.hasKnownPrefix(item.get(MessagesTable.PK).s())) {
      return Optional.empty();
    }
    try {
      RowKey<?> key = keyOf(item);
      if (key instanceof RowKey.OfReadState readState) {
        return Optional.of(new CheckItem.ReadStateRow(StoredReadState.of(readState, item)));
      }
      Row row = RowItems.toRow(item);
      return row.key().equals(key)
          ? checkItem(row)
          : Optional.of(unreadable(item, "It holds the row of " + KeyText.of(row.key())));
    } catch (UnreadableRowException e) {
      if (isMessage(item)) {
        groupOfPartition().addUnreadable();
      }
      return Optional.of(unreadable(item, e.getMessage()));
    }
  }

  /** Only group rows may have the attribute that is the key of the index. */
  private static boolean isMisplacedInIndex(Map<String, AttributeValue> item) {
    return item.containsKey(MessagesTable.MESSAGE_GROUP_UUID)
        && !item.get(MessagesTable.PK).s().startsWith(GROUP_ROWS);
  }

  private static boolean isMessage(Map<String, AttributeValue> item) {
    return item.get(MessagesTable.PK).s().startsWith(MESSAGES);
  }

  /** A message or group row whose time is ahead of the clock stays on top of the lists. */
  private Optional<CheckItem> ahead(Map<String, AttributeValue> item) {
    Timestamp time = Timestamp.stored(item.get(MessagesTable.SK).s());
    return time.isReadable()
            && time.instant().isAfter(clock.instant().plus(MAX_AHEAD))
            && (isMessage(item) || item.get(MessagesTable.PK).s().startsWith(GROUP_ROWS))
        ? Optional.of(new CheckItem.Ahead(keyOf(item), time))
        : Optional.empty();
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

  private static RowKey<?> keyOf(Map<String, AttributeValue> item) {
    return MessagesTable.key(item.get(MessagesTable.PK).s(), item.get(MessagesTable.SK).s());
  }

  private static CheckItem unreadable(Map<String, AttributeValue> item, String reason) {
    return new CheckItem.Unreadable(KeyText.of(item), reason);
  }
}
