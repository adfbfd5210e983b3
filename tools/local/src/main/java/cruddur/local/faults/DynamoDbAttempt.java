package cruddur.local.faults;

import com.fasterxml.jackson.databind.node.ObjectNode;
import cruddur.toolkit.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * One attempt of the SDK to send a request to DynamoDB.
 *
 * @param operation {@code PutItem} for example
 * @param isFirstAttempt false for a retry
 * @param body the request's body
 */
record DynamoDbAttempt(String operation, boolean isFirstAttempt, ObjectNode body) {

  private static final Set<String> WRITES =
      Set.of("PutItem", "DeleteItem", "UpdateItem", "TransactWriteItems");

  static DynamoDbAttempt of(HttpExecuteRequest request) throws IOException {
    SdkHttpRequest head = request.httpRequest();
    String target = head.firstMatchingHeader("X-Amz-Target").orElseThrow();
    // For example: attempt=1; max=3
    String attempt = head.firstMatchingHeader("amz-sdk-request").orElseThrow();
    try (InputStream body = request.contentStreamProvider().orElseThrow().newStream()) {
      return new DynamoDbAttempt(
          target.substring(target.indexOf('.') + 1),
          attempt.matches("attempt=1\\b.*"),
          Json.parseObject(body.readAllBytes()).orElseThrow());
    }
  }

  boolean isWrite() {
    return WRITES.contains(operation);
  }

  boolean isTransaction() {
    return operation.equals("TransactWriteItems");
  }
}
