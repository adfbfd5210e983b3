package cruddur.commands.check;

import cruddur.messaging.port.row.Message;
import cruddur.messaging.port.row.UserProfile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is kept of a group's messages while they are read one by one. */
final class GroupOfMessages {

  /** Two members; a third one tells that there are more. */
  private static final int MOST_SENDERS = 3;

  private final Map<String, UserProfile> senders = new LinkedHashMap<>();
  private Optional<Message> newest = Optional.empty();
  private boolean isReadable = true;

  void add(Message message) {
    if (senders.size() < MOST_SENDERS) {
      senders.putIfAbsent(message.sender().uuid(), message.sender());
    }
    if (message.createdAt().isReadable()
        && newest.filter(found -> !message.createdAt().isAfter(found.createdAt())).isEmpty()) {
      newest = Optional.of(message);
    }
  }

  /** One of the messages cannot be read: it may be the newest. */
  void addUnreadable() {
    isReadable = false;
  }

  /** The group; none where what its rows should show isn't known. */
  Optional<CheckItem> conversation() {
    return newest
        .filter(found -> isReadable)
        .map(found -> new CheckItem.Conversation(found, List.copyOf(senders.values())));
  }
}
