package cruddur.commands.conversations;

import com.fasterxml.jackson.annotation.JsonProperty;
import cruddur.messaging.port.row.Message;
import cruddur.messaging.port.row.MessageGroup;
import cruddur.messaging.port.row.Timestamp;
import cruddur.messaging.port.row.UserProfile;

/** A message or a conversation in JSON, with the field names of the API. */
record ApiFields(
    String uuid,
    @JsonProperty("display_name") String displayName,
    String handle,
    String message,
    @JsonProperty("created_at") String createdAt) {

  /** The fields of a message and its sender. */
  static ApiFields of(Message message) {
    return of(message.uuid(), message.sender(), message.text(), message.createdAt());
  }

  /** The fields of a conversation, its other member and its last message. */
  static ApiFields of(MessageGroup group) {
    return of(group.uuid(), group.other(), group.lastText(), group.lastMessageAt());
  }

  private static ApiFields of(String uuid, UserProfile user, String text, Timestamp createdAt) {
    return new ApiFields(uuid, user.displayName(), user.handle(), text, createdAt.canonical());
  }
}
