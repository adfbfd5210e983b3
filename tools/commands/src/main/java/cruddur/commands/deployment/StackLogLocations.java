package cruddur.commands.deployment;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;

/** Where to find the logs of a stack. Generated names are looked up when they are needed. */
record StackLogLocations(CloudFormationClient client, String stack, StackOutputs outputs)
    implements LogLocations {

  @Override
  public String logOf(String function) {
    return "aws logs tail " + physical(function + "Log");
  }

  @Override
  public String streamOf(String function) {
    return "the state of %1$s's event source mapping, its metric IteratorAge, the entries of %2$s, and %3$s"
        .formatted(physical(function), outputs.failedBatchesUrl(), logOf(function));
  }

  @Override
  public String userPool() {
    return "the user pool %s and its client %s"
        .formatted(outputs.userPoolId(), outputs.userPoolClientId());
  }

  @Override
  public String tableAccess() {
    return "the VPC's gateway endpoint and its policy, the subnets' route table and the security group in template.yaml;"
        + " the alarm TableIsThrottled";
  }

  private String physical(String logicalId) {
    try {
      return client
          .describeStackResource(request -> request.stackName(stack).logicalResourceId(logicalId))
          .stackResourceDetail()
          .physicalResourceId();
    } catch (SdkException e) {
      // The name is only a hint: do not fail without it.
      return logicalId + " (its logical ID)";
    }
  }
}
