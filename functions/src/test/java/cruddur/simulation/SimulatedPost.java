package cruddur.simulation;

import cruddur.messaging.TextInput;
import cruddur.messaging.port.row.RowKey;
import cruddur.messaging.port.row.UserProfile;
import cruddur.messaging.posting.PostRequest;
import cruddur.messaging.posting.PostResult;
import java.util.Optional;

/**
 * A post, which can be sent several times.
 *
 * @param text different for every post
 * @param key the idempotency key
 */
record SimulatedPost(UserProfile sender, Target target, String text, Optional<String> key) {

  /** The group or user that it is sent to. */
  sealed interface Target {

    record Group(String uuid) implements Target {}

    record User(UserProfile profile) implements Target {}
  }

  /** Sends it, the first time or as a retry. */
  PostResult sendBy(FunctionInstance functions) {
    TextInput message = TextInput.of(text);
    TextInput keyInput = TextInput.of(key.orElse(null));
    return switch (target) {
      case Target.Group(String uuid) ->
          functions
              .sender()
              .send(new PostRequest.ToGroup(sender, TextInput.of(uuid), message, keyInput));
      case Target.User(UserProfile other) ->
          functions
              .starter()
              .start(
                  new PostRequest.ToHandle(
                      sender, TextInput.of(other.handle()), message, keyInput));
    };
  }

  /** Returns the row key of its idempotency record. */
  Optional<RowKey.OfIdempotencyRecord> rowKey() {
    return key.map(text -> new RowKey.OfIdempotencyRecord(sender.uuid(), text));
  }
}
