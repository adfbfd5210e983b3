package cruddur.store.dynamodb;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import software.amazon.awssdk.http.HttpExecuteRequest;

/**
 * A request to DynamoDB as it is sent.
 *
 * @param operation such as {@code PutItem}
 */
record RecordedRequest(String operation, String body) {

  static RecordedRequest of(HttpExecuteRequest request) {
    String target = request.httpRequest().firstMatchingHeader("X-Amz-Target").orElseThrow();
    try (InputStream body = request.contentStreamProvider().orElseThrow().newStream()) {
      return new RecordedRequest(
          target.substring(target.indexOf('.') + 1), new String(body.readAllBytes(), UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean isWrite() {
    return !operation.equals("GetItem") && !operation.equals("Query");
  }

  /** Whether it counts usage. */
  boolean isCount() {
    return operation.equals("UpdateItem");
  }

  boolean isTransaction() {
    return operation.equals("TransactWriteItems");
  }

  /** The number of puts of a transaction. */
  int puts() {
    return body.split("\"Put\":", -1).length - 1;
  }
}
