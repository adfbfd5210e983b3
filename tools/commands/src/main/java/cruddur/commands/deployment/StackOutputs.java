package cruddur.commands.deployment;

import cruddur.commands.targets.AwsErrors;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.Stack;

/**
 * The outputs of the stack of {@code template.yaml} that the commands need, under their names
 * there.
 */
record StackOutputs(
    URI apiAddress,
    String userPoolId,
    String userPoolClientId,
    String messagesTableName,
    String failedBatchesUrl) {

  private static final List<String> NEEDED =
      List.of(
          "ApiAddress", "UserPoolId", "UserPoolClientId", "MessagesTableName", "FailedBatchesUrl");

  /**
   * Reads them.
   *
   * @throws DeploymentNotFoundException when there is no such stack, or it isn't one of ours, or
   *     AWS cannot be asked
   */
  static StackOutputs of(CloudFormationClient client, String stack, String region)
      throws DeploymentNotFoundException {
    Map<String, String> outputs = new HashMap<>();
    for (Output output : find(client, stack, region).outputs()) {
      outputs.put(output.outputKey(), output.outputValue());
    }
    TreeSet<String> missing = new TreeSet<>(NEEDED);
    missing.removeAll(outputs.keySet());
    if (!missing.isEmpty()) {
      throw new DeploymentNotFoundException(
          "The stack %s has no outputs %s: name a stack that was deployed from this project's template.yaml, or deploy it anew"
              .formatted(stack, String.join(", ", missing)));
    }
    return new StackOutputs(
        URI.create(outputs.get("ApiAddress")),
        outputs.get("UserPoolId"),
        outputs.get("UserPoolClientId"),
        outputs.get("MessagesTableName"),
        outputs.get("FailedBatchesUrl"));
  }

  private static Stack find(CloudFormationClient client, String stack, String region)
      throws DeploymentNotFoundException {
    try {
      Optional<Stack> found =
          client.describeStacks(request -> request.stackName(stack)).stacks().stream().findFirst();
      return found.orElseThrow(() -> notFound(stack, region, null));
    } catch (CloudFormationException e) {
      // CloudFormation has no error of its own for it.
      if (e.getMessage() != null && e.getMessage().contains("does not exist")) {
        throw notFound(stack, region, e);
      }
      throw notReadable(stack, e);
    } catch (SdkClientException e) {
      throw new DeploymentNotFoundException(
          AwsErrors.explained(e, "CloudFormation in " + region).getMessage(), e);
    }
  }

  private static DeploymentNotFoundException notFound(
      String stack, String region, Throwable cause) {
    return new DeploymentNotFoundException(
        "There is no stack %s in %s: name another, or its region with --region"
            .formatted(stack, region),
        cause);
  }

  private static DeploymentNotFoundException notReadable(String stack, CloudFormationException e) {
    return new DeploymentNotFoundException(
        "The stack %s cannot be read; do your credentials (--profile) allow cloudformation:DescribeStacks? %s"
            .formatted(stack, e.getMessage()),
        e);
  }
}
