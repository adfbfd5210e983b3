package cruddur.simulation;

import cruddur.messaging.port.row.UserProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a user sends, from all of his devices: any of them may send it again, at any time, if it has
 * a key. Two users' keys are the same.
 */
final class Outbox {

  private final UserProfile user;
  private final KeyTraits keys;
  private final List<Post> keyed = new ArrayList<>();
  private int repetitionsLeft;

  Outbox(UserProfile user, KeyTraits keys) {
    this.user = user;
    this.keys = keys;
    this.repetitionsLeft = keys.repetitions();
  }

  UserProfile user() {
    return user;
  }

  /** A new post: without a key, with one of its own, or with another's, as no client should do. */
  Post post(Post.Target target, String text) {
    if (!keys.isUsed()) {
      return new Post(user, target, text, Optional.empty());
    }
    Optional<String> key =
        keyed.isEmpty() || !keys.isUsedAgain()
            ? Optional.of("key-" + keyed.size())
            : keys.anyOf(keyed).key();
    Post post = new Post(user, target, text, key);
    keyed.add(post);
    return post;
  }

  boolean hasRepetitionsLeft() {
    return repetitionsLeft > 0 && !keyed.isEmpty();
  }

  /** One of the posts with a key, to be sent again. */
  Post repetition() {
    repetitionsLeft--;
    return keys.anyOf(keyed);
  }
}
