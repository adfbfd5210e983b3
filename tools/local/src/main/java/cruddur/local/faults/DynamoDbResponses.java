package cruddur.local.faults;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import cruddur.toolkit.json.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Optional;
import java.util.zip.CRC32;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpFullResponse;
import software.amazon.awssdk.http.SdkHttpResponse;

/** Answers that DynamoDB gives on a bad day, and real ones changed. */
final class DynamoDbResponses {

  private static final String TYPES = "com.amazonaws.dynamodb.v20120810#";
  private static final String CHECKSUM = "x-amz-crc32";

  private DynamoDbResponses() {}

  /** A refusal for load. */
  static HttpExecuteResponse throttled(DynamoDbAttempt call) {
    return call.isTransaction()
        ? cancelled(call, "ThrottlingError")
        : refusal(400, "ProvisionedThroughputExceededException");
  }

  /** A refusal since somebody's transaction is at work on the item, or on the first of several. */
  static HttpExecuteResponse conflict(DynamoDbAttempt call) {
    return call.isTransaction()
        ? cancelled(call, "TransactionConflict")
        : refusal(400, "TransactionConflictException");
  }

  static HttpExecuteResponse failed() {
    return refusal(500, "InternalServerError");
  }

  /** The first half of a response, and then what a cut connection tells. */
  static HttpExecuteResponse half(HttpExecuteResponse answer) throws IOException {
    byte[] whole = body(answer);
    InputStream half = new ByteArrayInputStream(whole, 0, whole.length / 2);
    return respond(answer.httpResponse(), new SequenceInputStream(half, new BrokenOff()));
  }

  /** A response with another body, and its checksum. */
  static HttpExecuteResponse with(ObjectNode body, HttpExecuteResponse answer) {
    byte[] bytes = Json.bytes(body);
    CRC32 checksum = new CRC32();
    checksum.update(bytes);
    return respond(
        answer.httpResponse().toBuilder()
            .putHeader(CHECKSUM, Long.toString(checksum.getValue()))
            .build(),
        new ByteArrayInputStream(bytes));
  }

  /** Reads a response's body, which can be read only once. */
  static byte[] body(HttpExecuteResponse answer) throws IOException {
    Optional<AbortableInputStream> body = answer.responseBody();
    return body.isPresent() ? body.get().readAllBytes() : new byte[0];
  }

  /** One reason for each item: DynamoDB gives them in the order of the items. */
  private static HttpExecuteResponse cancelled(DynamoDbAttempt call, String code) {
    ObjectNode body = error("TransactionCanceledException");
    ArrayNode reasons = body.putArray("CancellationReasons");
    call.body().path("TransactItems").forEach(_ -> reasons.addObject().put("Code", "None"));
    ((ObjectNode) reasons.get(0)).put("Code", code);
    return refusal(400, body);
  }

  private static HttpExecuteResponse refusal(int status, String type) {
    return refusal(status, error(type));
  }

  private static ObjectNode error(String type) {
    return Json.object().put("__type", TYPES + type).put("message", "A fault on purpose.");
  }

  private static HttpExecuteResponse refusal(int status, ObjectNode body) {
    return respond(
        SdkHttpFullResponse.builder().statusCode(status).build(),
        new ByteArrayInputStream(Json.bytes(body)));
  }

  private static HttpExecuteResponse respond(SdkHttpResponse head, InputStream body) {
    return HttpExecuteResponse.builder()
        .response(head)
        .responseBody(AbortableInputStream.create(body))
        .build();
  }

  /** The rest of a body whose TLS connection ends without a word. */
  private static final class BrokenOff extends InputStream {

    @Override
    public int read() throws IOException {
      throw new IOException("the answer was cut on purpose");
    }

    @Override
    public int read(byte[] bytes, int from, int count) throws IOException {
      return read();
    }
  }
}
