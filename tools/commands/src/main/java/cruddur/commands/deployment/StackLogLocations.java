package cruddur.commands.deployment;

import cruddur.commands.targets.DeployedStack;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;

/** Where to find the logs of a stack. Generated names are looked up when they are needed. */
record StackLogLocations(CloudFormationClient client, String stack, DeployedStack deployed)
    implements LogLocations {

  @Override
  public String logOf(String function) {
    return "aws logs tail " + physical(function + "Log");
  }

  @Override
  public String streamOf(String function) {
    return "the state of %1$s's event source mapping, its metric IteratorAge, the entries of %2$s, and %3$s"
        .formatted(physical(function), deployed.failedBatchesUrl(), logOf(function));
  }

  @Override
  public String userPool() {
    return "the user pool %s and its client %s"
        .formatted(deployed.userPoolId(), deployed.userPoolClientId());
  }

  @Override
  public String tableAccess() {
    return "the VPC's gateway endpoint and its policy, the subnets' route table and the security group in template.yaml;"
        + " the alarm TableIsThrottled";
  }

  /** The name that CloudFormation gave to a resource; a hint if it cannot be looked up. */
  String physical(String logicalId) {
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
