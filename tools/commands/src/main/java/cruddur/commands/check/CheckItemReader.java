package cruddur.commands.check;

import cruddur.messaging.port.UnreadableRowException;
import cruddur.messaging.port.row.HandleRow;
import cruddur.messaging.port.row.Message;
import cruddur.messaging.port.row.MessageGroup;
import cruddur.messaging.port.row.Pair;
import cruddur.messaging.port.row.Row;
import cruddur.messaging.port.row.RowKey;
import cruddur.messaging.port.row.SignInProfile;
import cruddur.store.dynamodb.MessagesTable;
import cruddur.store.dynamodb.RowItems;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Gatherer;
import java.util.stream.Gatherer.Downstream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Makes subjects of a table's items. A scan yields those of one partition together: all messages of
 * a group are over when another partition begins, and no more is kept of them than of one.
 */
final class CheckItemReader {

  private final ProfileMatcher twins;
  private String partition = "";
  private Optional<GroupOfMessages> messages = Optional.empty();

  private CheckItemReader(ProfileMatcher twins) {
    this.twins = twins;
  }

  /**
   * The subjects, in the order of the items. Rows of other families than those it knows have none.
   *
   * @param twins is shown every profile
   */
  static Gatherer<Map<String, AttributeValue>, ?, CheckItem> gatherer(ProfileMatcher twins) {
    return Gatherer.ofSequential(
        () -> new CheckItemReader(twins),
        Gatherer.Integrator.ofGreedy((reader, item, subjects) -> reader.read(item, subjects)),
        (reader, subjects) -> reader.endPartition(subjects));
  }

  private boolean read(Map<String, AttributeValue> item, Downstream<? super CheckItem> subjects) {
    String pk = item.get(MessagesTable.PK).s();
    if (!pk.equals(partition)) {
      endPartition(subjects);
      partition = pk;
    }
    subject(item).ifPresent(subjects::push);
    return !subjects.isRejecting();
  }

  private void endPartition(Downstream<? super CheckItem> subjects) {
    messages.flatMap(GroupOfMessages::conversation).ifPresent(subjects::push);
    messages = Optional.empty();
  }

  private Optional<CheckItem> subject(Map<String, AttributeValue> item) {
    Optional<RowKey<?>> key = keyOf(item);
    if (key.isEmpty()) {
      return Optional.empty();
    }
    try {
      Row row = RowItems.toRow(item);
      return row.key().equals(key.get())
          ? subject(row)
          : Optional.of(unreadable(item, "It holds what belongs to " + KeyText.of(row.key())));
    } catch (UnreadableRowException e) {
      if (key.get() instanceof RowKey.OfMessage) {
        messagesOfPartition().addUnreadable();
      }
      return Optional.of(unreadable(item, e.getMessage()));
    }
  }

  private Optional<CheckItem> subject(Row row) {
    return switch (row) {
      case Message message -> {
        messagesOfPartition().add(message);
        yield message.createdAt().isReadable()
            ? Optional.empty()
            : Optional.of(new CheckItem.Misdated(message));
      }
      case MessageGroup group -> Optional.of(new CheckItem.ListedGroup(group));
      case Pair pair -> Optional.of(new CheckItem.Paired(pair));
      case SignInProfile signIn -> {
        twins.add(signIn);
        yield Optional.of(new CheckItem.SignIn(signIn));
      }
      case HandleRow.Owned owned -> {
        twins.add(owned);
        yield Optional.empty();
      }
      default -> Optional.empty();
    };
  }

  private GroupOfMessages messagesOfPartition() {
    if (messages.isEmpty()) {
      messages = Optional.of(new GroupOfMessages());
    }
    return messages.get();
  }

  private static Optional<RowKey<?>> keyOf(Map<String, AttributeValue> item) {
    try {
      return Optional.of(
          MessagesTable.key(item.get(MessagesTable.PK).s(), item.get(MessagesTable.SK).s()));
    } catch (UnreadableRowException ofAnotherFamily) {
      return Optional.empty();
    }
  }

  private static CheckItem unreadable(Map<String, AttributeValue> item, String reason) {
    return new CheckItem.Unreadable(KeyText.of(item), reason);
  }
}
