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
import software.amazon.awssdk.services.cloudformation.model.Stack;

/**
 * A deployed stack: the outputs and the parameters of {@code template.yaml} that the commands need.
 *
 * @param outputs by key; all that {@link #of} requires
 * @param parameters by key; those of an older template may be missing
 */
public record DeployedStack(Map<String, String> outputs, Map<String, String> parameters) {

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
    found.outputs().forEach(output -> outputs.put(output.outputKey(), output.outputValue()));
    Map<String, String> parameters = new HashMap<>();
    found
        .parameters()
        .forEach(parameter -> parameters.put(parameter.parameterKey(), parameter.parameterValue()));
    DeployedStack deployed = new DeployedStack(outputs, parameters);
    TreeSet<String> missing = new TreeSet<>(REQUIRED);
    missing.removeAll(outputs.keySet());
    if (!missing.isEmpty() || deployed.allowedOrigins().isEmpty()) {
      throw new CommandFailedException(
          "Stack %s lacks %s. Name a stack that was deployed from this project's template.yaml, or deploy it again."
              .formatted(
                  stack,
                  missing.isEmpty()
                      ? "the parameter " + ALLOWED_ORIGINS
                      : "the outputs " + String.join(", ", missing)));
    }
    return deployed;
  }

  /** The address of the HTTP API, without a path. */
  public URI apiAddress() {
    return URI.create(outputs.get("ApiAddress"));
  }

  public String userPoolId() {
    return outputs.get("UserPoolId");
  }

  public String userPoolClientId() {
    return outputs.get("UserPoolClientId");
  }

  public String messagesTableName() {
    return outputs.get("MessagesTableName");
  }

  public String failedBatchesUrl() {
    return outputs.get("FailedBatchesUrl");
  }

  /** Whether the stack has an API of live events. */
  public boolean hasLiveUrl() {
    return outputs.containsKey("LiveUrl");
  }

  /** The origins whose pages may call the API, each without a path. */
  public List<String> allowedOrigins() {
    return Stream.of(parameter(ALLOWED_ORIGINS, "").split(","))
        .map(String::strip)
        .filter(origin -> !origin.isEmpty())
        .toList();
  }

  /** False if the stack uses an existing user pool. */
  public boolean ownsUserPool() {
    return parameter("ExistingUserPool", "").isEmpty();
  }

  /** The value of the parameter LiveEvents; {@code off} for an older template. */
  public String liveEvents() {
    return parameter("LiveEvents", "off");
  }

  /** The email address of the alarms; empty if there is none. */
  public String alarmAddress() {
    return parameter("AlarmAddress", "");
  }

  private String parameter(String name, String defaultValue) {
    return parameters.getOrDefault(name, defaultValue);
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
