package cruddur.handler.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import cruddur.handler.json.JsonWriter;
import cruddur.messaging.ErrorCode;
import cruddur.messaging.Result;
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

/** The body of a request: one JSON object, of which only the texts at its top level matter. */
final class RequestBody {

  /**
   * The largest body, in UTF-16 units: the longest text with each character written as two escapes
   * of six characters, and 4 KiB for the rest. Checked before anything is parsed.
   */
  static final int MOST_CHARS = MessageText.MAX_CODE_POINTS * 12 + 4096;

  /** Base64 writes each three bytes, and what is left of them, as four characters. */
  private static final int MOST_BASE64_CHARS = Math.ceilDiv(MOST_CHARS, 3) * 4;

  private static final TextInput ABSENT = new TextInput.Absent();

  private final Map<String, TextInput> fields;

  private RequestBody(Map<String, TextInput> fields) {
    this.fields = fields;
  }

  /** Refused with {@link ErrorCode#BODY_TOO_LARGE} or {@link ErrorCode#BODY_NOT_JSON_OBJECT}. */
  static Result<RequestBody> of(APIGatewayV2HTTPEvent event) {
    String body = Optional.ofNullable(event.getBody()).orElse("");
    boolean isBase64 = event.getIsBase64Encoded();
    if (body.length() > (isBase64 ? MOST_BASE64_CHARS : MOST_CHARS)) {
      return Result.refused(ErrorCode.BODY_TOO_LARGE);
    }
    return (isBase64 ? decode(body) : Optional.of(body))
        .flatMap(RequestBody::parse)
        .map(Result::accepted)
        .orElseGet(() -> Result.refused(ErrorCode.BODY_NOT_JSON_OBJECT));
  }

  /** What the body gives under a name; of a name given twice, the last. */
  TextInput text(String name) {
    return fields.getOrDefault(name, ABSENT);
  }

  /** API Gateway sends a body of a type that it takes for binary in base64. */
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
      throw new UncheckedIOException("a string cannot fail to be read", e);
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
