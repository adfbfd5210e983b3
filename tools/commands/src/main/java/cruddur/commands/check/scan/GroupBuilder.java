package cruddur.commands.check.scan;

import cruddur.messaging.port.row.Message;
import cruddur.messaging.port.row.UserProfile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Builds a {@link CheckItem.Group} from messages that are read one by one. */
final class GroupBuilder {

  /** Two members, and one more to detect that there are too many. */
  private static final int MAX_SENDERS = 3;

  private final Map<String, UserProfile> senders = new LinkedHashMap<>();
  private Optional<Message> newest = Optional.empty();
  private boolean isReadable = true;

  void add(Message message) {
    if (senders.size() < MAX_SENDERS) {
      senders.putIfAbsent(message.sender().uuid(), message.sender());
    }
    if (message.createdAt().isReadable()
        && newest.filter(current -> !message.createdAt().isAfter(current.createdAt())).isEmpty()) {
      newest = Optional.of(message);
    }
  }

  /** Adds an unreadable message, which may be the newest. */
  void addUnreadable() {
    isReadable = false;
  }

  /** The group; empty if its newest message is unknown. */
  Optional<CheckItem> build() {
    return newest
        .filter(_ -> isReadable)
        .map(message -> new CheckItem.Group(message, List.copyOf(senders.values())));
  }
}
