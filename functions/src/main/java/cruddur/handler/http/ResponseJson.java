package cruddur.handler.http;

import com.fasterxml.jackson.core.JsonGenerator;
import cruddur.handler.json.JsonWriter;
import cruddur.messaging.live.MemberChannel;
import cruddur.messaging.port.row.Message;
import cruddur.messaging.port.row.MessageGroup;
import cruddur.messaging.port.row.ReadState;
import cruddur.messaging.port.row.Timestamp;
import cruddur.messaging.port.row.UserProfile;
import cruddur.messaging.reading.ListedGroup;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The API's JSON, in the shapes that the web client of Cruddur's Flask app reads. */
public final class ResponseJson {

  private ResponseJson() {}

  /** {@code {uuid, display_name, handle, message, created_at}} of the message and its sender. */
  static String message(Message message) {
    return JsonWriter.write(json -> writeMessage(json, message));
  }

  public static String messages(List<Message> messages) {
    return JsonWriter.write(
        json -> JsonWriter.writeArray(json, messages, ResponseJson::writeMessage));
  }

  /**
   * The same fields, of the group, the other member, and the last message; and {@code
   * {unread_count, read_up_to, last_message_from_me}}, for a hidden group also {@code
   * hidden_up_to}.
   */
  public static String messageGroups(List<ListedGroup> groups) {
    return JsonWriter.write(json -> JsonWriter.writeArray(json, groups, ResponseJson::writeGroup));
  }

  /** {@code {message_group_uuid, up_to}} of a marker. */
  static String marker(String groupUuid, Timestamp upTo) {
    return JsonWriter.write(json -> {
      json.writeStartObject();
      json.writeStringField("message_group_uuid", groupUuid);
      json.writeStringField("up_to", upTo.text());
      json.writeEndObject();
    });
  }

  /** {@code {message_group_uuid}}. */
  static String group(String groupUuid) {
    return JsonWriter.write(json -> {
      json.writeStartObject();
      json.writeStringField("message_group_uuid", groupUuid);
      json.writeEndObject();
    });
  }

  /** {@code {uuid, handle, display_name}}. */
  public static String user(UserProfile user) {
    return JsonWriter.write(json -> {
      json.writeStartObject();
      writeUserFields(json, user);
      json.writeEndObject();
    });
  }

  private static void writeUserFields(JsonGenerator json, UserProfile user) throws IOException {
    json.writeStringField("uuid", user.uuid());
    json.writeStringField("handle", user.handle());
    json.writeStringField("display_name", user.displayName());
  }

  /**
   * {@code {uuid, handle, display_name, live}}; {@code live} is null without an endpoint, or for a
   * user without a channel.
   */
  public static String me(UserProfile me, Optional<WebSocketEndpoint> live) {
    Optional<String> channel = MemberChannel.of(me.uuid());
    return JsonWriter.write(json -> {
      json.writeStartObject();
      writeUserFields(json, me);
      if (live.isPresent() && channel.isPresent()) {
        json.writeObjectFieldStart("live");
        json.writeStringField("url", live.get().url());
        json.writeStringField("host", live.get().host());
        json.writeStringField("channel", channel.get());
        json.writeEndObject();
      } else {
        json.writeNullField("live");
      }
      json.writeEndObject();
    });
  }

  static String codes(List<String> codes) {
    return JsonWriter.write(json -> JsonWriter.writeArray(json, codes, JsonGenerator::writeString));
  }

  /** Writes {@code {uuid, display_name, handle, message, created_at}}, also for live events. */
  public static void writeMessage(JsonGenerator json, Message message) throws IOException {
    json.writeStartObject();
    writeFields(json, message.uuid(), message.sender(), message.text(), message.createdAt());
    json.writeEndObject();
  }

  private static void writeGroup(JsonGenerator json, ListedGroup listed) throws IOException {
    MessageGroup group = listed.group();
    ReadState state = listed.state();
    json.writeStartObject();
    writeFields(json, group.uuid(), group.other(), group.lastText(), group.lastMessageAt());
    json.writeNumberField("unread_count", listed.unreadCount());
    json.writeStringField("read_up_to", state.readUpTo().map(Timestamp::text).orElse(null));
    json.writeBooleanField("last_message_from_me", listed.isLastFromMember());
    if (state.hasHidden(group.lastMessageAt())) {
      json.writeStringField("hidden_up_to", state.hiddenUpTo().orElseThrow().text());
    }
    json.writeEndObject();
  }

  private static void writeFields(
      JsonGenerator json, String uuid, UserProfile user, String text, Timestamp createdAt)
      throws IOException {
    json.writeStringField("uuid", uuid);
    json.writeStringField("display_name", user.displayName());
    json.writeStringField("handle", user.handle());
    json.writeStringField("message", text);
    json.writeStringField("created_at", createdAt.canonical());
  }
}
