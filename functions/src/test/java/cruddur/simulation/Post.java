package cruddur.simulation;

import cruddur.conversation.GivenText;
import cruddur.conversation.Outcome;
import cruddur.conversation.Posted;
import cruddur.conversation.rows.RowKey;
import cruddur.conversation.rows.UserProfile;
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
  Outcome<Posted> sendBy(Functions functions) {
    GivenText given = GivenText.of(text);
    GivenText givenKey = GivenText.of(key.orElse(null));
    return switch (target) {
      case Target.Group(String uuid) ->
          functions.sender().send(sender, GivenText.of(uuid), given, givenKey);
      case Target.User(UserProfile other) ->
          functions.starter().start(sender, GivenText.of(other.handle()), given, givenKey);
    };
  }

  /** Where the table keeps what its key was answered with. */
  Optional<RowKey.OfSentMessage> rowKey() {
    return key.map(text -> new RowKey.OfSentMessage(sender.uuid(), text));
  }
}
