package cruddur.store.dynamodb;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.Collections;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpFullResponse;
import software.amazon.awssdk.http.SdkHttpResponse;

/** Faults of requests that DynamoDB Local cannot produce. */
public enum HttpFault {
  THROTTLED,
  ACCOUNT_THROTTLED,
  ACCOUNT_AT_ITS_LIMIT,
  FAILED,
  UNAVAILABLE,
  FAILED_AFTER_ITS_EFFECT,
  NO_CONNECTION,
  RESET_BEFORE_ITS_EFFECT,
  RESET_AFTER_ITS_EFFECT,
  TRUNCATED_RESPONSE,
  SILENT_AFTER_ITS_EFFECT,
  /** Of writes only. */
  CONFLICT,
  /** Of transactions only. */
  CANCELED_BY_THROTTLING;

  /** Whether the request takes effect in the table. */
  boolean takesEffect() {
    return switch (this) {
      case FAILED_AFTER_ITS_EFFECT,
          RESET_AFTER_ITS_EFFECT,
          TRUNCATED_RESPONSE,
          SILENT_AFTER_ITS_EFFECT ->
          true;
      default -> false;
    };
  }

  /** Whether requests of this type can meet this fault. */
  boolean appliesTo(RecordedRequest request) {
    return switch (this) {
      case CONFLICT -> request.isWrite();
      case CANCELED_BY_THROTTLING -> request.isTransaction();
      default -> true;
    };
  }

  /**
   * Returns the response that the client receives, or fails as the connection does.
   *
   * @param real the response of DynamoDB; null if the request did not take effect
   */
  HttpExecuteResponse respond(RecordedRequest request, HttpExecuteResponse real)
      throws IOException {
    return switch (this) {
      case THROTTLED -> error(400, "ProvisionedThroughputExceededException", "");
      case ACCOUNT_THROTTLED -> error(400, "ThrottlingException", "");
      case ACCOUNT_AT_ITS_LIMIT -> error(400, "RequestLimitExceeded", "");
      case FAILED, FAILED_AFTER_ITS_EFFECT -> error(500, "InternalServerError", "");
      case UNAVAILABLE -> error(503, "ServiceUnavailable", "");
      case NO_CONNECTION -> throw new ConnectException("Connection refused");
      case RESET_BEFORE_ITS_EFFECT, RESET_AFTER_ITS_EFFECT ->
          throw new SocketException("Connection reset");
      case TRUNCATED_RESPONSE -> truncated(real);
      case SILENT_AFTER_ITS_EFFECT -> throw new SocketTimeoutException("Read timed out");
      case CONFLICT -> canceled(request, "TransactionConflict");
      case CANCELED_BY_THROTTLING -> canceled(request, "ThrottlingError");
    };
  }

  private static HttpExecuteResponse truncated(HttpExecuteResponse real) throws IOException {
    byte[] body = real.responseBody().orElseThrow().readAllBytes();
    InputStream firstHalf = new ByteArrayInputStream(body, 0, body.length / 2);
    return response(real.httpResponse(), new SequenceInputStream(firstHalf, new ClosedStream()));
  }

  private static HttpExecuteResponse canceled(RecordedRequest request, String code) {
    if (!request.isTransaction()) {
      return error(400, "TransactionConflictException", "");
    }
    String reason = "{\"Code\":\"" + code + "\"}";
    String reasons = String.join(",", Collections.nCopies(request.puts(), reason));
    return error(400, "TransactionCanceledException", ",\"CancellationReasons\":[" + reasons + "]");
  }

  private static HttpExecuteResponse error(int status, String type, String more) {
    String body = "{\"__type\":\"com.amazonaws.dynamodb.v20120810#%s\"%s}".formatted(type, more);
    return response(
        SdkHttpFullResponse.builder()
            .statusCode(status)
            .putHeader("content-type", "application/x-amz-json-1.0")
            .build(),
        new ByteArrayInputStream(body.getBytes(UTF_8)));
  }

  private static HttpExecuteResponse response(SdkHttpResponse head, InputStream body) {
    return HttpExecuteResponse.builder()
        .response(head)
        .responseBody(AbortableInputStream.create(body))
        .build();
  }

  /** The rest of a truncated response, as HttpURLConnection reports a closed connection. */
  private static final class ClosedStream extends InputStream {

    @Override
    public int read() throws IOException {
      throw new IOException("Premature EOF");
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      return read();
    }
  }
}
