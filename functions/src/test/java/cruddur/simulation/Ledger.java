package cruddur.simulation;

import cruddur.messaging.port.row.Message;
import cruddur.messaging.port.row.RowKey;
import cruddur.messaging.port.row.UserProfile;
import cruddur.messaging.posting.PostResult;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What users have sent, and what they have been told: whatever stands here must be true from then
 * on.
 */
final class Ledger {

  /**
   * A post that was answered with success.
   *
   * @param told the message as the response had it; clients are told less of one that starts a
   *     conversation
   * @param asked when it was sent, by the world's clock
   */
  record Acknowledged(Post post, Message told, Instant asked) {}

  /** A post that was refused since its key was in use. */
  record RefusedForItsKey(Post post, Instant asked) {}

  private final Clock clock;
  private final Map<String, RowKey.OfIdempotencyRecord> keysOfTexts = new HashMap<>();
  private final List<Acknowledged> posts = new ArrayList<>();
  private final List<RefusedForItsKey> refusals = new ArrayList<>();
  private final Set<String> written = new HashSet<>();
  private final Map<String, Set<UserProfile>> membersOfGroups = new HashMap<>();

  Ledger(Clock clock) {
    this.clock = clock;
  }

  /** A post is about to be sent. Returns when. */
  Instant sends(Post post) {
    post.rowKey().ifPresent(key -> keysOfTexts.put(post.text(), key));
    return clock.instant();
  }

  void acknowledged(Post post, PostResult posted, Instant asked) {
    Message told = posted.message();
    if (post.target() instanceof Post.Target.User(UserProfile other)) {
      membersOfGroups.put(told.groupUuid(), Set.of(post.sender(), other));
    }
    if (posted.isNew() && !written.add(told.uuid())) {
      throw new BrokenInvariant("a message was new twice: '" + post.text() + "'");
    }
    posts.add(new Acknowledged(post, told, asked));
  }

  void refusedForItsKey(Post post, Instant asked) {
    refusals.add(new RefusedForItsKey(post, asked));
  }

  List<Acknowledged> posts() {
    return posts;
  }

  List<RefusedForItsKey> refusals() {
    return refusals;
  }

  /** The key that a message with this text was sent with. */
  Optional<RowKey.OfIdempotencyRecord> keyOf(String text) {
    return Optional.ofNullable(keysOfTexts.get(text));
  }

  /** The groups of posts that started, or were to start, a conversation. */
  List<String> groupsStarted() {
    return posts.stream()
        .filter(acknowledged -> acknowledged.post().target() instanceof Post.Target.User)
        .map(acknowledged -> acknowledged.told().groupUuid())
        .toList();
  }

  /** The texts that a reader of the group must find. */
  Set<String> textsIn(String groupUuid) {
    Set<String> texts = new LinkedHashSet<>();
    posts.stream()
        .map(Acknowledged::told)
        .filter(told -> told.groupUuid().equals(groupUuid))
        .forEach(told -> texts.add(told.text()));
    return texts;
  }

  /** The groups that a user must find in his list. */
  Set<String> groupsOf(UserProfile user) {
    Set<String> groups = new LinkedHashSet<>();
    for (Acknowledged acknowledged : posts) {
      String group = acknowledged.told().groupUuid();
      if (membersOfGroups
          .getOrDefault(group, Set.of(acknowledged.post().sender()))
          .contains(user)) {
        groups.add(group);
      }
    }
    return groups;
  }

  /** Groups that are none of a user's business, in the order they became known. */
  List<String> groupsWithout(UserProfile user) {
    return posts.stream()
        .map(acknowledged -> acknowledged.told().groupUuid())
        .distinct()
        .filter(group ->
            membersOfGroups.containsKey(group) && !membersOfGroups.get(group).contains(user))
        .toList();
  }
}
