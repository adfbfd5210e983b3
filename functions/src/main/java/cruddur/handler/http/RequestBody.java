package cruddur.handler.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import cruddur.handler.json.JsonWriter;
import cruddur.messaging.ErrorCode;
import cruddur.messaging.RequestRefusedException;
import cruddur.messaging.TextInput;
import cruddur.messaging.posting.MessageText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The body of a request: a JSON object with text fields. */
final class RequestBody {

  /** In UTF-16 units: the longest text with two escapes per character, and 4 KiB for the rest. */
  static final int MAX_CHARS = MessageText.MAX_CODE_POINTS * 12 + 4096;

  private static final int MAX_BASE64_CHARS = Math.ceilDiv(MAX_CHARS, 3) * 4;

  private static final TextInput ABSENT = new TextInput.Absent();

  private final Map<String, TextInput> fields;

  private RequestBody(Map<String, TextInput> fields) {
    this.fields = fields;
  }

  /** Reads the body, or refuses the request. */
  static RequestBody of(APIGatewayV2HTTPEvent event) {
    String body = Optional.ofNullable(event.getBody()).orElse("");
    boolean isBase64 = event.getIsBase64Encoded();
    if (body.length() > (isBase64 ? MAX_BASE64_CHARS : MAX_CHARS)) {
      throw new RequestRefusedException(ErrorCode.BODY_TOO_LARGE);
    }
    return (isBase64 ? decode(body) : Optional.of(body))
        .flatMap(RequestBody::parse)
        .orElseThrow(() -> new RequestRefusedException(ErrorCode.BODY_NOT_JSON_OBJECT));
  }

  /** The value of a field; if the field occurs twice, the last one. */
  TextInput text(String name) {
    return fields.getOrDefault(name, ABSENT);
  }

  /** Whether the field has a value other than null, of whatever type. */
  boolean has(String name) {
    return !(text(name) instanceof TextInput.Absent);
  }

  private static Optional<String> decode(String base64) {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(base64));
      return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(bytes).toString());
    } catch (IllegalArgumentException | CharacterCodingException e) {
      return Optional.empty();
    }
  }

  private static Optional<RequestBody> parse(String body) {
    try (JsonParser json = JsonWriter.FACTORY.createParser(body)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return Optional.empty();
      }
      Map<String, TextInput> fields = new HashMap<>();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        fields.put(name, value(json));
      }
      boolean isWhole = json.currentToken() == JsonToken.END_OBJECT && json.nextToken() == null;
      return isWhole ? Optional.of(new RequestBody(fields)) : Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("reading from a string failed", e);
    }
  }

  private static TextInput value(JsonParser json) throws IOException {
    return switch (json.nextToken()) {
      case VALUE_STRING -> TextInput.of(json.getText());
      case VALUE_NULL -> ABSENT;
      default -> {
        json.skipChildren();
        yield new TextInput.NotText();
      }
    };
  }
}
