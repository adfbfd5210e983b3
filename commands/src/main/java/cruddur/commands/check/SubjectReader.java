package cruddur.commands.check;

import cruddur.conversation.rows.HandleRow;
import cruddur.conversation.rows.Message;
import cruddur.conversation.rows.MessageGroup;
import cruddur.conversation.rows.Pair;
import cruddur.conversation.rows.Row;
import cruddur.conversation.rows.RowKey;
import cruddur.conversation.rows.SignInProfile;
import cruddur.conversation.rows.UnreadableRowException;
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
final class SubjectReader {

  private final HandleTwins twins;
  private String partition = "";
  private Optional<GroupOfMessages> messages = Optional.empty();

  private SubjectReader(HandleTwins twins) {
    this.twins = twins;
  }

  /**
   * The subjects, in the order of the items. Rows of other families than those it knows have none.
   *
   * @param twins is shown every profile
   */
  static Gatherer<Map<String, AttributeValue>, ?, Subject> gatherer(HandleTwins twins) {
    return Gatherer.ofSequential(
        () -> new SubjectReader(twins),
        Gatherer.Integrator.ofGreedy((reader, item, subjects) -> reader.read(item, subjects)),
        (reader, subjects) -> reader.endPartition(subjects));
  }

  private boolean read(Map<String, AttributeValue> item, Downstream<? super Subject> subjects) {
    String pk = item.get(MessagesTable.PK).s();
    if (!pk.equals(partition)) {
      endPartition(subjects);
      partition = pk;
    }
    subject(item).ifPresent(subjects::push);
    return !subjects.isRejecting();
  }

  private void endPartition(Downstream<? super Subject> subjects) {
    messages.flatMap(GroupOfMessages::conversation).ifPresent(subjects::push);
    messages = Optional.empty();
  }

  private Optional<Subject> subject(Map<String, AttributeValue> item) {
    Optional<RowKey<?>> key = keyOf(item);
    if (key.isEmpty()) {
      return Optional.empty();
    }
    try {
      Row row = RowItems.toRow(item);
      return row.key().equals(key.get())
          ? subject(row)
          : Optional.of(unreadable(item, "It holds what belongs to " + Keys.of(row.key())));
    } catch (UnreadableRowException e) {
      if (key.get() instanceof RowKey.OfMessage) {
        messagesOfPartition().addUnreadable();
      }
      return Optional.of(unreadable(item, e.getMessage()));
    }
  }

  private Optional<Subject> subject(Row row) {
    return switch (row) {
      case Message message -> {
        messagesOfPartition().add(message);
        yield message.createdAt().isReadable()
            ? Optional.empty()
            : Optional.of(new Subject.Misdated(message));
      }
      case MessageGroup group -> Optional.of(new Subject.ListedGroup(group));
      case Pair pair -> Optional.of(new Subject.Paired(pair));
      case SignInProfile signIn -> {
        twins.add(signIn);
        yield Optional.of(new Subject.SignIn(signIn));
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

  private static Subject unreadable(Map<String, AttributeValue> item, String reason) {
    return new Subject.Unreadable(Keys.of(item), reason);
  }
}
