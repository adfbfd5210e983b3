package cruddur.simulation;

import cruddur.messaging.TextInput;
import cruddur.messaging.port.row.RowKey;
import cruddur.messaging.port.row.UserProfile;
import cruddur.messaging.posting.PostRequest;
import cruddur.messaging.posting.PostResult;
import java.util.Optional;

/**
 * A post as its sender means it, however often he sends it.
 *
 * @param text tells it from every other
 * @param key which marks its repetitions
 */
record Post(UserProfile sender, Target target, String text, Optional<String> key) {

  /** Where it goes. */
  sealed interface Target {

    record Group(String uuid) implements Target {}

    record User(UserProfile profile) implements Target {}
  }

  /** Sends it, once more or for the first time. */
  PostResult sendBy(Functions functions) {
    TextInput given = TextInput.of(text);
    TextInput givenKey = TextInput.of(key.orElse(null));
    return switch (target) {
      case Target.Group(String uuid) ->
          functions
              .sender()
              .send(new PostRequest.ToGroup(sender, TextInput.of(uuid), given, givenKey));
      case Target.User(UserProfile other) ->
          functions
              .starter()
              .start(
                  new PostRequest.ToHandle(sender, TextInput.of(other.handle()), given, givenKey));
    };
  }

  /** Where the table keeps what its key was answered with. */
  Optional<RowKey.OfIdempotencyRecord> rowKey() {
    return key.map(text -> new RowKey.OfIdempotencyRecord(sender.uuid(), text));
  }
}
