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

/** What can become of a request to DynamoDB, and DynamoDB Local never shows. */
public enum HttpFault {
  THROTTLED,
  THROTTLED_AS_A_WHOLE,
  ACCOUNT_AT_ITS_LIMIT,
  FAILED,
  UNAVAILABLE,
  FAILED_AFTER_ITS_EFFECT,
  NO_CONNECTION,
  CUT_BEFORE_ITS_EFFECT,
  CUT_BEFORE_THE_ANSWER,
  CUT_IN_THE_ANSWER,
  SILENT_AFTER_ITS_EFFECT,
  /** Met by writes alone. */
  CONFLICT,
  /** Met by transactions alone. */
  CANCELLED_FOR_LOAD;

  /** Whether the request does in the table what it was to do. */
  boolean takesEffect() {
    return switch (this) {
      case FAILED_AFTER_ITS_EFFECT,
          CUT_BEFORE_THE_ANSWER,
          CUT_IN_THE_ANSWER,
          SILENT_AFTER_ITS_EFFECT ->
          true;
      default -> false;
    };
  }

  /** Whether there is this fault for requests of this kind. */
  boolean strikes(RecordedRequest request) {
    return switch (this) {
      case CONFLICT -> request.isWrite();
      case CANCELLED_FOR_LOAD -> request.isTransaction();
      default -> true;
    };
  }

  /**
   * What the client gets.
   *
   * @param real what DynamoDB has answered; null where the request never came to it
   */
  HttpExecuteResponse respond(RecordedRequest request, HttpExecuteResponse real)
      throws IOException {
    return switch (this) {
      case THROTTLED -> refusal(400, "ProvisionedThroughputExceededException", "");
      case THROTTLED_AS_A_WHOLE -> refusal(400, "ThrottlingException", "");
      case ACCOUNT_AT_ITS_LIMIT -> refusal(400, "RequestLimitExceeded", "");
      case FAILED, FAILED_AFTER_ITS_EFFECT -> refusal(500, "InternalServerError", "");
      case UNAVAILABLE -> refusal(503, "ServiceUnavailable", "");
      case NO_CONNECTION -> throw new ConnectException("Connection refused");
      case CUT_BEFORE_ITS_EFFECT, CUT_BEFORE_THE_ANSWER ->
          throw new SocketException("Connection reset");
      case CUT_IN_THE_ANSWER -> half(real);
      case SILENT_AFTER_ITS_EFFECT -> throw new SocketTimeoutException("Read timed out");
      case CONFLICT -> cancelled(request, "TransactionConflict");
      case CANCELLED_FOR_LOAD -> cancelled(request, "ThrottlingError");
    };
  }

  private static HttpExecuteResponse half(HttpExecuteResponse real) throws IOException {
    byte[] body = real.responseBody().orElseThrow().readAllBytes();
    InputStream begin = new ByteArrayInputStream(body, 0, body.length / 2);
    return response(real.httpResponse(), new SequenceInputStream(begin, new BrokenOff()));
  }

  private static HttpExecuteResponse cancelled(RecordedRequest request, String code) {
    if (!request.isTransaction()) {
      return refusal(400, "TransactionConflictException", "");
    }
    String reason = "{\"Code\":\"" + code + "\"}";
    String reasons = String.join(",", Collections.nCopies(request.puts(), reason));
    return refusal(
        400, "TransactionCanceledException", ",\"CancellationReasons\":[" + reasons + "]");
  }

  private static HttpExecuteResponse refusal(int status, String type, String more) {
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

  /** The rest of a response whose connection is gone, as HttpURLConnection tells of it. */
  private static final class BrokenOff extends InputStream {

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
