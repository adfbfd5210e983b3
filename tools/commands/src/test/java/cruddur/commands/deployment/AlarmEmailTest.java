package cruddur.commands.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.CALLS_REAL_METHODS;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.ListSubscriptionsByTopicRequest;
import software.amazon.awssdk.services.sns.model.ListSubscriptionsByTopicResponse;
import software.amazon.awssdk.services.sns.model.SnsException;
import software.amazon.awssdk.services.sns.model.Subscription;

/** An email address that receives no alarms is found, with what to do. */
class AlarmEmailTest {

  private static final String TOPIC = "arn:aws:sns:us-east-1:123456789012:alarms";

  /** moto confirms every subscription itself. */
  private final SnsClient client = mock(SnsClient.class, CALLS_REAL_METHODS);

  @Test
  void aConfirmedAddressIsNamed() throws Exception {
    subscribe(
        email("other@example.com", "PendingConfirmation"),
        email("On-Call@example.com", TOPIC + ":1"));

    assertEquals("on-call@example.com is confirmed", email().confirmed());
  }

  @Test
  void anAddressThatIsNotConfirmedIsAFailure() {
    subscribe(
        email("on-call@example.com", "PendingConfirmation"),
        email("other@example.com", TOPIC + ":1"));

    DeploymentFailureException failure =
        assertThrows(DeploymentFailureException.class, email()::confirmed);

    assertEquals(
        "on-call@example.com is not confirmed and receives no alarm", failure.getMessage());
    assertEquals(
        new LikelyCause(
            "nobody has opened the link in AWS's email",
            "the inbox and the spam folder of on-call@example.com for an email from no-reply@sns.amazonaws.com: open its"
                + " link"),
        failure.likelyCause());
  }

  @Test
  void anAddressWithoutASubscriptionIsAFailure() {
    subscribe(
        Subscription.builder()
            .protocol("https")
            .endpoint("on-call@example.com")
            .subscriptionArn(TOPIC + ":1")
            .build(),
        email("on-call@example.com", "Deleted"));

    DeploymentFailureException failure =
        assertThrows(DeploymentFailureException.class, email()::confirmed);

    assertEquals("on-call@example.com is not subscribed to the alarms", failure.getMessage());
    assertEquals(
        new LikelyCause(
            "the link in AWS's email was not opened in time, or the recipient has unsubscribed",
            "subscribe again and open the link: aws sns subscribe --topic-arn "
                + TOPIC
                + " --protocol email --notification-endpoint on-call@example.com"),
        failure.likelyCause());
  }

  @Test
  void subscriptionsThatCannotBeReadAreAFailure() {
    doThrow(SnsException.builder().message("not authorized").build())
        .when(client)
        .listSubscriptionsByTopic(any(ListSubscriptionsByTopicRequest.class));

    DeploymentFailureException failure =
        assertThrows(DeploymentFailureException.class, email()::confirmed);

    assertEquals(
        "the subscriptions of " + TOPIC + " cannot be read: not authorized", failure.getMessage());
  }

  @Test
  void alarmsWithoutAnAddressNeedNoConfirmation() throws Exception {
    assertEquals(
        "AlarmAddress is empty, so no email is sent",
        new AlarmEmail(client, TOPIC, "").confirmed());
  }

  private AlarmEmail email() {
    return new AlarmEmail(client, TOPIC, "on-call@example.com");
  }

  private static Subscription email(String address, String arn) {
    return Subscription.builder().protocol("email").endpoint(address).subscriptionArn(arn).build();
  }

  /** One page for each subscription. */
  private void subscribe(Subscription... subscriptions) {
    ListSubscriptionsByTopicResponse[] pages =
        Stream.iterate(0, i -> i < subscriptions.length, i -> i + 1)
            .map(i ->
                ListSubscriptionsByTopicResponse.builder()
                    .subscriptions(subscriptions[i])
                    .nextToken(i + 1 < subscriptions.length ? "more" : null)
                    .build())
            .toArray(ListSubscriptionsByTopicResponse[]::new);
    doReturn(pages[0], (Object[]) Arrays.copyOfRange(pages, 1, pages.length))
        .when(client)
        .listSubscriptionsByTopic(any(ListSubscriptionsByTopicRequest.class));
  }
}
