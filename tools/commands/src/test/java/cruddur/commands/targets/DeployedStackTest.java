package cruddur.commands.targets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.CALLS_REAL_METHODS;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;

import cruddur.commands.terminal.CommandFailedException;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.DescribeStacksRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeStacksResponse;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.Stack;

class DeployedStackTest {

  private final CloudFormationClient client = mock(CloudFormationClient.class, CALLS_REAL_METHODS);

  @Test
  void theRequiredOutputsAndTheOriginsAreRead() throws Exception {
    respond(
        "ApiAddress",
        "UserPoolId",
        "UserPoolClientId",
        "MessagesTableName",
        "FailedBatchesUrl",
        "Other");

    DeployedStack stack = DeployedStack.of(client, "cruddur", "eu-west-1");

    assertEquals(URI.create("https://of/ApiAddress"), stack.apiAddress());
    assertEquals("https://of/UserPoolId", stack.userPoolId());
    assertEquals("https://of/UserPoolClientId", stack.userPoolClientId());
    assertEquals("https://of/MessagesTableName", stack.messagesTableName());
    assertEquals("https://of/FailedBatchesUrl", stack.failedBatchesUrl());
    assertEquals(List.of("https://app.example", "https://other.example"), stack.allowedOrigins());
    assertTrue(stack.ownsUserPool());
    assertEquals("off", stack.liveEvents());
    assertFalse(stack.hasLiveUrl());
    assertEquals("", stack.alarmAddress());
  }

  @Test
  void aStackWithoutTheOutputsIsNamedWithThoseItLacks() {
    respond("ApiAddress", "MessagesTableName", "FailedBatchesUrl");

    assertEquals(
        "Stack cruddur lacks the outputs UserPoolClientId, UserPoolId. Name a stack that was deployed from this project's"
            + " template.yaml, or deploy it again.",
        failure());
  }

  @Test
  void aStackThatDoesNotExistIsNamedWithItsRegion() {
    doThrow(
            CloudFormationException.builder()
                .message("Stack with id cruddur does not exist")
                .build())
        .when(client)
        .describeStacks(any(DescribeStacksRequest.class));

    assertEquals(
        "Stack cruddur does not exist in eu-west-1. Name another stack, or give its region with --region.",
        failure());
  }

  @Test
  void missingCredentialsAreNamed() {
    doThrow(SdkClientException.create("Unable to load credentials"))
        .when(client)
        .describeStacks(any(DescribeStacksRequest.class));

    assertEquals(
        "No AWS credentials were found: sign in, or name a profile with --profile", failure());
  }

  private String failure() {
    return assertThrows(
            CommandFailedException.class, () -> DeployedStack.of(client, "cruddur", "eu-west-1"))
        .getMessage();
  }

  private void respond(String... keys) {
    List<Output> outputs =
        Stream.of(keys)
            .map(key -> Output.builder().outputKey(key).outputValue("https://of/" + key).build())
            .toList();
    doReturn(
            DescribeStacksResponse.builder()
                .stacks(
                    Stack.builder()
                        .outputs(outputs)
                        .parameters(
                            Parameter.builder()
                                .parameterKey("AllowedOrigins")
                                .parameterValue("https://app.example,https://other.example")
                                .build())
                        .build())
                .build())
        .when(client)
        .describeStacks(any(DescribeStacksRequest.class));
  }
}
