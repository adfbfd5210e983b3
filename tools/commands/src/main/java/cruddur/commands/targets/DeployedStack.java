package cruddur.commands.targets;

import cruddur.commands.terminal.CommandFailedException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.Stack;

/**
 * A deployed stack: the outputs and the parameters of {@code template.yaml} that the commands need.
 *
 * @param allowedOrigins at least one, without a path
 * @param ownsUserPool false if the stack uses an existing user pool
 * @param liveEvents the value of the parameter LiveEvents; {@code off} for an older template
 */
public record DeployedStack(
    URI apiAddress,
    String userPoolId,
    String userPoolClientId,
    String messagesTableName,
    String failedBatchesUrl,
    List<String> allowedOrigins,
    boolean ownsUserPool,
    String liveEvents) {

  private static final String ALLOWED_ORIGINS = "AllowedOrigins";

  private static final List<String> REQUIRED =
      List.of(
          "ApiAddress", "UserPoolId", "UserPoolClientId", "MessagesTableName", "FailedBatchesUrl");

  /**
   * Reads a stack.
   *
   * @throws CommandFailedException if the stack does not exist, lacks outputs, or cannot be read
   */
  public static DeployedStack of(CloudFormationClient client, String stack, String region) {
    Stack found = find(client, stack, region);
    Map<String, String> outputs = new HashMap<>();
    for (Output output : found.outputs()) {
      outputs.put(output.outputKey(), output.outputValue());
    }
    TreeSet<String> missing = new TreeSet<>(REQUIRED);
    missing.removeAll(outputs.keySet());
    List<String> origins = allowedOrigins(found);
    if (!missing.isEmpty() || origins.isEmpty()) {
      throw new CommandFailedException(
          "Stack %s lacks %s. Name a stack that was deployed from this project's template.yaml, or deploy it again."
              .formatted(
                  stack,
                  missing.isEmpty()
                      ? "the parameter " + ALLOWED_ORIGINS
                      : "the outputs " + String.join(", ", missing)));
    }
    return new DeployedStack(
        URI.create(outputs.get("ApiAddress")),
        outputs.get("UserPoolId"),
        outputs.get("UserPoolClientId"),
        outputs.get("MessagesTableName"),
        outputs.get("FailedBatchesUrl"),
        origins,
        parameter(found, "ExistingUserPool").filter(pool -> !pool.isEmpty()).isEmpty(),
        parameter(found, "LiveEvents").orElse("off"));
  }

  private static Optional<String> parameter(Stack stack, String name) {
    return stack.parameters().stream()
        .filter(parameter -> parameter.parameterKey().equals(name))
        .map(Parameter::parameterValue)
        .findFirst();
  }

  private static List<String> allowedOrigins(Stack stack) {
    return parameter(stack, ALLOWED_ORIGINS).stream()
        .flatMap(origins -> Stream.of(origins.split(",")))
        .map(String::strip)
        .filter(origin -> !origin.isEmpty())
        .toList();
  }

  private static Stack find(CloudFormationClient client, String stack, String region) {
    try {
      Optional<Stack> found =
          client.describeStacks(request -> request.stackName(stack)).stacks().stream().findFirst();
      return found.orElseThrow(() -> notFound(stack, region, null));
    } catch (CloudFormationException e) {
      // CloudFormation has no error type for this.
      if (e.getMessage() != null && e.getMessage().contains("does not exist")) {
        throw notFound(stack, region, e);
      }
      throw notReadable(stack, e);
    } catch (SdkClientException e) {
      throw AwsErrors.explained(e, "CloudFormation in " + region);
    }
  }

  private static CommandFailedException notFound(String stack, String region, Throwable cause) {
    return new CommandFailedException(
        "Stack %s does not exist in %s. Name another stack, or give its region with --region."
            .formatted(stack, region),
        cause);
  }

  private static CommandFailedException notReadable(String stack, CloudFormationException e) {
    return new CommandFailedException(
        "Stack %s cannot be read. Check that your credentials (--profile) allow cloudformation:DescribeStacks: %s"
            .formatted(stack, e.getMessage()),
        e);
  }
}
