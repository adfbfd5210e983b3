package cruddur.commands.deployment;

import cruddur.toolkit.template.FunctionDefinition;
import cruddur.toolkit.template.ScheduleDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/**
 * The functions that the template invokes on a schedule.
 *
 * @param definitions all functions of the template
 * @param names the name of a deployed function by its logical id
 */
public record ScheduledFunctions(
    LambdaClient client,
    List<FunctionDefinition> definitions,
    UnaryOperator<String> names,
    LogLocations logs) {

  /**
   * Invokes each function through its alias with its scheduled events, as EventBridge does.
   *
   * @return the logical ids of the invoked functions
   * @throws DeploymentFailureException if a function cannot be invoked or fails
   */
  public List<String> invoke() throws DeploymentFailureException {
    List<String> invoked = new ArrayList<>();
    for (FunctionDefinition function : definitions) {
      for (ScheduleDefinition schedule : function.events().schedules()) {
        invoke(function, schedule.input());
        invoked.add(function.logicalId());
      }
    }
    return invoked;
  }

  private void invoke(FunctionDefinition function, String event) throws DeploymentFailureException {
    InvokeResponse response;
    try {
      response =
          client.invoke(request ->
              request
                  .functionName(names.apply(function.logicalId()))
                  .qualifier(function.alias())
                  .payload(SdkBytes.fromUtf8String(event)));
    } catch (SdkException e) {
      throw new DeploymentFailureException(
          "%s cannot be invoked: %s".formatted(function.logicalId(), e.getMessage()),
          new LikelyCause(
              "the function is not active, or your credentials do not allow lambda:InvokeFunction",
              logs.logOf(function.logicalId())),
          e);
    }
    if (response.functionError() != null) {
      throw new DeploymentFailureException(
          "%s failed: %s".formatted(function.logicalId(), response.payload().asUtf8String()),
          new LikelyCause(
              "the deployed code does not know its scheduled event",
              logs.logOf(function.logicalId()) + "; deploy again"));
    }
  }
}
