package cruddur.handler;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import cruddur.conversation.rows.Message;
import cruddur.conversation.rows.MessageGroup;
import cruddur.conversation.rows.Timestamp;
import cruddur.conversation.rows.UserProfile;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/** The API's JSON. The shapes are those that the source's web client reads. */
final class Json {

  /** Shared with {@link JsonBody}; making one is what costs. */
  static final JsonFactory FACTORY = new JsonFactory();

  private Json() {}

  /** {@code {uuid, display_name, handle, message, created_at}}: the message's uuid, its sender. */
  static String message(Message message) {
    return write(json -> writeMessage(json, message));
  }

  static String messages(List<Message> messages) {
    return write(json -> writeArray(json, messages, Json::writeMessage));
  }

  /** The same five fields: the group's uuid, the other member, the last message. */
  static String messageGroups(List<MessageGroup> groups) {
    return write(json -> writeArray(json, groups, Json::writeGroup));
  }

  /** {@code {message_group_uuid}}. */
  static String startedGroup(String groupUuid) {
    return write(json -> {
      json.writeStartObject();
      json.writeStringField("message_group_uuid", groupUuid);
      json.writeEndObject();
    });
  }

  /** {@code {uuid, handle, display_name}}. */
  static String user(UserProfile user) {
    return write(json -> {
      json.writeStartObject();
      json.writeStringField("uuid", user.uuid());
      json.writeStringField("handle", user.handle());
      json.writeStringField("display_name", user.displayName());
      json.writeEndObject();
    });
  }

  /** An error: an array of codes. */
  static String codes(List<String> codes) {
    return write(json -> writeArray(json, codes, JsonGenerator::writeString));
  }

  private static void writeMessage(JsonGenerator json, Message message) throws IOException {
    writeEntry(json, message.uuid(), message.sender(), message.text(), message.createdAt());
  }

  private static void writeGroup(JsonGenerator json, MessageGroup group) throws IOException {
    writeEntry(json, group.uuid(), group.other(), group.lastText(), group.lastMessageAt());
  }

  private static void writeEntry(
      JsonGenerator json, String uuid, UserProfile user, String text, Timestamp createdAt)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("uuid", uuid);
    json.writeStringField("display_name", user.displayName());
    json.writeStringField("handle", user.handle());
    json.writeStringField("message", text);
    json.writeStringField("created_at", createdAt.canonical());
    json.writeEndObject();
  }

  /** Writes one value. */
  interface Writer<T> {

    void write(JsonGenerator json, T value) throws IOException;
  }

  /** Writes something. */
  interface Content {

    void write(JsonGenerator json) throws IOException;
  }

  static <T> void writeArray(JsonGenerator json, List<T> values, Writer<T> writer)
      throws IOException {
    json.writeStartArray();
    for (T value : values) {
      writer.write(json, value);
    }
    json.writeEndArray();
  }

  /** What is written, as text. */
  static String write(Content content) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      content.write(json);
    } catch (IOException e) {
      throw new UncheckedIOException("a string cannot fail to be written to", e);
    }
    return text.toString();
  }
}
