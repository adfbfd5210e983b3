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

/** Error responses of DynamoDB for fault injection, and changed versions of real responses. */
final class DynamoDbResponses {

  private static final String TYPES = "com.amazonaws.dynamodb.v20120810#";
  private static final String CHECKSUM = "x-amz-crc32";

  private DynamoDbResponses() {}

  static HttpExecuteResponse throttled(DynamoDbAttempt attempt) {
    return attempt.isTransaction()
        ? canceled(attempt, "ThrottlingError")
        : error(400, "ProvisionedThroughputExceededException");
  }

  /** A transaction is writing the item, or the first item of a transaction. */
  static HttpExecuteResponse conflict(DynamoDbAttempt attempt) {
    return attempt.isTransaction()
        ? canceled(attempt, "TransactionConflict")
        : error(400, "TransactionConflictException");
  }

  static HttpExecuteResponse failed() {
    return error(500, "InternalServerError");
  }

  /** The first half of a response; reading further fails. */
  static HttpExecuteResponse truncated(HttpExecuteResponse real) throws IOException {
    byte[] body = body(real);
    InputStream firstHalf = new ByteArrayInputStream(body, 0, body.length / 2);
    return response(real.httpResponse(), new SequenceInputStream(firstHalf, new ClosedStream()));
  }

  /** A response with another body and its checksum. */
  static HttpExecuteResponse with(ObjectNode body, HttpExecuteResponse real) {
    byte[] bytes = Json.bytes(body);
    CRC32 checksum = new CRC32();
    checksum.update(bytes);
    return response(
        real.httpResponse().toBuilder()
            .putHeader(CHECKSUM, Long.toString(checksum.getValue()))
            .build(),
        new ByteArrayInputStream(bytes));
  }

  /** Reads the body of a response, which can be read only once. */
  static byte[] body(HttpExecuteResponse response) throws IOException {
    Optional<AbortableInputStream> body = response.responseBody();
    return body.isPresent() ? body.get().readAllBytes() : new byte[0];
  }

  /** DynamoDB returns one reason for each item, in order. */
  private static HttpExecuteResponse canceled(DynamoDbAttempt attempt, String code) {
    ObjectNode body = errorBody("TransactionCanceledException");
    ArrayNode reasons = body.putArray("CancellationReasons");
    attempt.body().path("TransactItems").forEach(_ -> reasons.addObject().put("Code", "None"));
    ((ObjectNode) reasons.get(0)).put("Code", code);
    return error(400, body);
  }

  private static HttpExecuteResponse error(int status, String type) {
    return error(status, errorBody(type));
  }

  private static HttpExecuteResponse error(int status, ObjectNode body) {
    return response(
        SdkHttpFullResponse.builder().statusCode(status).build(),
        new ByteArrayInputStream(Json.bytes(body)));
  }

  private static ObjectNode errorBody(String type) {
    return Json.object().put("__type", TYPES + type).put("message", "Injected fault.");
  }

  private static HttpExecuteResponse response(SdkHttpResponse head, InputStream body) {
    return HttpExecuteResponse.builder()
        .response(head)
        .responseBody(AbortableInputStream.create(body))
        .build();
  }

  /** The rest of a truncated response: the connection was closed. */
  private static final class ClosedStream extends InputStream {

    @Override
    public int read() throws IOException {
      throw new IOException("injected fault: response truncated");
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      return read();
    }
  }
}
