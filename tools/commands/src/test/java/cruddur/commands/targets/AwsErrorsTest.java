package cruddur.commands.targets;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.ConnectException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

class AwsErrorsTest {

  static Stream<SdkException> missingResponses() {
    return Stream.of(
        SdkClientException.create("refused", new ConnectException()),
        ApiCallTimeoutException.create(1),
        ApiCallAttemptTimeoutException.create(1));
  }

  @ParameterizedTest
  @MethodSource("missingResponses")
  void aTimeoutAndARefusedConnectionHaveTheSameMessage(SdkException failure) {
    assertEquals(
        "DynamoDB in eu-west-1 does not respond: check the network connection",
        AwsErrors.explained(failure, "DynamoDB in eu-west-1").getMessage());
  }
}
