package cruddur.commands.deployment;

import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.Subscription;

/**
 * The email address that a stack's alarms are sent to.
 *
 * @param topicArn the topic of the alarms
 * @param address empty if the alarms are not sent by email
 */
public record AlarmEmail(SnsClient client, String topicArn, String address) {

  /** Instead of an ARN. */
  private static final String PENDING = "PendingConfirmation";

  /**
   * Requires that the address receives alarms. Returns what was observed.
   *
   * @throws DeploymentFailureException if the address is not confirmed, or this cannot be found out
   */
  public String confirmed() throws DeploymentFailureException {
    if (address.isEmpty()) {
      return "AlarmAddress is empty, so no email is sent";
    }
    List<String> arns = subscriptionArns();
    if (arns.stream().anyMatch(arn -> arn.startsWith("arn:"))) {
      return address + " is confirmed";
    }
    throw arns.contains(PENDING) ? notConfirmed() : notSubscribed();
  }

  private DeploymentFailureException notConfirmed() {
    return new DeploymentFailureException(
        "%s is not confirmed and receives no alarm".formatted(address),
        new LikelyCause(
            "nobody has opened the link in AWS's email",
            "the inbox and the spam folder of %s for an email from no-reply@sns.amazonaws.com: open its link"
                .formatted(address)));
  }

  private DeploymentFailureException notSubscribed() {
    return new DeploymentFailureException(
        "%s is not subscribed to the alarms".formatted(address),
        new LikelyCause(
            "the link in AWS's email was not opened in time, or the recipient has unsubscribed",
            "subscribe again and open the link: aws sns subscribe --topic-arn %s --protocol email --notification-endpoint %s"
                .formatted(topicArn, address)));
  }

  private List<String> subscriptionArns() throws DeploymentFailureException {
    try {
      return client
          .listSubscriptionsByTopicPaginator(request -> request.topicArn(topicArn))
          .subscriptions()
          .stream()
          .filter(subscription -> subscription.protocol().equals("email"))
          .filter(subscription -> subscription.endpoint().equalsIgnoreCase(address))
          .map(Subscription::subscriptionArn)
          .toList();
    } catch (SdkException e) {
      throw new DeploymentFailureException(
          "the subscriptions of %s cannot be read: %s".formatted(topicArn, e.getMessage()),
          new LikelyCause(
              "your credentials do not allow it, or the topic was deleted",
              "sns:ListSubscriptionsByTopic and cloudformation:DescribeStackResource"),
          e);
    }
  }
}
