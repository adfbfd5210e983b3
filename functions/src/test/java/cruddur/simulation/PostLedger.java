package cruddur.simulation;

import cruddur.messaging.port.row.Message;
import cruddur.messaging.port.row.RowKey;
import cruddur.messaging.port.row.UserProfile;
import cruddur.messaging.posting.PostResult;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The posts that users have sent and the responses they got. Every acknowledged post must exist
 * from then on.
 */
final class PostLedger {

  /**
   * A post with a successful response.
   *
   * @param message the written message; the response to a start has only its group
   * @param sentAt by the clock of the world
   */
  record Acknowledged(SimulatedPost post, Message message, Instant sentAt) {}

  /** A post that was refused because another post used its key. */
  record KeyReused(SimulatedPost post, Instant sentAt) {}

  private final InstantSource clock;
  private final Map<String, RowKey.OfIdempotencyRecord> keysOfTexts = new HashMap<>();
  private final List<Acknowledged> posts = new ArrayList<>();
  private final List<KeyReused> reusedKeys = new ArrayList<>();
  private final Set<String> written = new HashSet<>();
  private final Map<String, Set<UserProfile>> membersOfGroups = new HashMap<>();

  PostLedger(InstantSource clock) {
    this.clock = clock;
  }

  /** Records a post that is about to be sent. Returns the time. */
  Instant sent(SimulatedPost post) {
    post.rowKey().ifPresent(key -> keysOfTexts.put(post.text(), key));
    return clock.instant();
  }

  void acknowledged(SimulatedPost post, PostResult result, Instant sentAt) {
    Message message = result.message();
    if (post.target() instanceof SimulatedPost.Target.User(UserProfile other)) {
      membersOfGroups.put(message.groupUuid(), Set.of(post.sender(), other));
    }
    if (result.isNew() && !written.add(message.uuid())) {
      throw new InvariantViolation("a message was reported as new twice: '" + post.text() + "'");
    }
    posts.add(new Acknowledged(post, message, sentAt));
  }

  void keyReused(SimulatedPost post, Instant sentAt) {
    reusedKeys.add(new KeyReused(post, sentAt));
  }

  List<Acknowledged> posts() {
    return posts;
  }

  List<KeyReused> reusedKeys() {
    return reusedKeys;
  }

  /** Returns the key of the post with this text. */
  Optional<RowKey.OfIdempotencyRecord> keyOf(String text) {
    return Optional.ofNullable(keysOfTexts.get(text));
  }

  /** Returns the groups of posts to a user, which start or continue a conversation. */
  List<String> groupsStarted() {
    return posts.stream()
        .filter(acknowledged -> acknowledged.post().target() instanceof SimulatedPost.Target.User)
        .map(acknowledged -> acknowledged.message().groupUuid())
        .toList();
  }

  /** Returns the messages that the group must contain. */
  Set<Message> messagesIn(String groupUuid) {
    return posts.stream()
        .map(Acknowledged::message)
        .filter(message -> message.groupUuid().equals(groupUuid))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** Returns the groups that the user is not a member of, in the order of their first post. */
  List<String> groupsWithout(UserProfile user) {
    return posts.stream()
        .map(acknowledged -> acknowledged.message().groupUuid())
        .distinct()
        .filter(group ->
            membersOfGroups.containsKey(group) && !membersOfGroups.get(group).contains(user))
        .toList();
  }
}
