package cruddur.simulation;

import cruddur.messaging.port.row.UserProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The posts of all devices of a user. Any device can retry a post that has a key at any time. Two
 * users have equal keys.
 */
final class UserOutbox {

  private final UserProfile user;
  private final IdempotencyKeyChances keys;
  private final List<SimulatedPost> postsWithKeys = new ArrayList<>();
  private int retriesLeft;

  UserOutbox(UserProfile user, IdempotencyKeyChances keys) {
    this.user = user;
    this.keys = keys;
    this.retriesLeft = keys.retries();
  }

  UserProfile user() {
    return user;
  }

  /** Makes a post: without a key, with a new key, or, as no client should, with a reused key. */
  SimulatedPost post(SimulatedPost.Target target, String text) {
    if (!keys.isUsed()) {
      return new SimulatedPost(user, target, text, Optional.empty());
    }
    Optional<String> key =
        postsWithKeys.isEmpty() || !keys.isReused()
            ? Optional.of("key-" + postsWithKeys.size())
            : keys.anyOf(postsWithKeys).key();
    SimulatedPost post = new SimulatedPost(user, target, text, key);
    postsWithKeys.add(post);
    return post;
  }

  boolean hasRetriesLeft() {
    return retriesLeft > 0 && !postsWithKeys.isEmpty();
  }

  /** Returns a post with a key, to be retried. */
  SimulatedPost retry() {
    retriesLeft--;
    return keys.anyOf(postsWithKeys);
  }
}
