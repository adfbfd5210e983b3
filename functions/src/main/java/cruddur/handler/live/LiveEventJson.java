package cruddur.handler.live;

import com.fasterxml.jackson.core.JsonGenerator;
import cruddur.handler.http.ResponseJson;
import cruddur.handler.json.JsonWriter;
import cruddur.messaging.live.EventPublisher;
import cruddur.messaging.live.LiveEvent;
import cruddur.messaging.live.LiveEventFormat;
import cruddur.messaging.port.row.Message;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The JSON of live events: a message in the shape in which the API lists it, or a read marker. */
public enum LiveEventJson implements LiveEventFormat {
  /** Messages with their texts and names. */
  TEXTS,
  /** Of a message its uuid and its time only. Clients read the API. */
  SIGNALS;

  /** The format of the parameter LiveEvents, {@code texts} or {@code signals}. */
  public static LiveEventJson of(String parameter) {
    return switch (parameter) {
      case "texts" -> TEXTS;
      case "signals" -> SIGNALS;
      default ->
          throw new IllegalArgumentException(
              "LIVE_EVENTS must be texts or signals, not " + parameter);
    };
  }

  @Override
  public String json(LiveEvent event) {
    return switch (event) {
      case LiveEvent.Posted(Message message) -> posted(message);
      case LiveEvent.Read read -> read(read);
    };
  }

  private String posted(Message message) {
    if (this == TEXTS) {
      String whole = posted(message, ResponseJson::writeMessage);
      // A legacy message can be longer than an event may be.
      if (whole.getBytes(StandardCharsets.UTF_8).length <= EventPublisher.MAX_EVENT_BYTES) {
        return whole;
      }
    }
    return posted(message, LiveEventJson::writeSignal);
  }

  /** {@code {type, message_group_uuid, message}}. */
  private static String posted(Message message, JsonWriter.ElementWriter<Message> writer) {
    return JsonWriter.write(json -> {
      json.writeStartObject();
      json.writeStringField("type", "message");
      json.writeStringField("message_group_uuid", message.groupUuid());
      json.writeFieldName("message");
      writer.write(json, message);
      json.writeEndObject();
    });
  }

  private static void writeSignal(JsonGenerator json, Message message) throws IOException {
    json.writeStartObject();
    json.writeStringField("uuid", message.uuid());
    json.writeStringField("created_at", message.createdAt().canonical());
    json.writeEndObject();
  }

  /** {@code {type, message_group_uuid, up_to}}. */
  private static String read(LiveEvent.Read event) {
    return JsonWriter.write(json -> {
      json.writeStartObject();
      json.writeStringField("type", "read");
      json.writeStringField("message_group_uuid", event.groupUuid());
      json.writeStringField("up_to", event.upTo().text());
      json.writeEndObject();
    });
  }
}
