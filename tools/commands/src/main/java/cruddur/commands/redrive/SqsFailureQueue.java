package cruddur.commands.redrive;

import cruddur.commands.targets.AwsAccount;
import cruddur.commands.targets.AwsErrors;
import cruddur.commands.terminal.CommandFailedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/** The failure queue in AWS. */
final class SqsFailureQueue implements FailureQueue {

  /** Longer than a run. The entries of a run that was killed are visible again after it. */
  private static final Duration VISIBILITY_TIMEOUT = Duration.ofMinutes(15);

  /** The maximum of SQS. */
  private static final int MAX_MESSAGES = 10;

  /** Long polling: without it, a response may be empty although there are messages. */
  private static final Duration WAIT_TIME = Duration.ofSeconds(1);

  private final SqsClient client;
  private final String url;

  /** The receipt handles of the entries taken, by id. */
  private final Map<String, String> receipts = new LinkedHashMap<>();

  SqsFailureQueue(SqsClient client, String url) {
    this.client = client;
    this.url = url;
  }

  static SqsFailureQueue at(String url, AwsAccount account) {
    return new SqsFailureQueue(account.client(SqsClient.builder()), url);
  }

  @Override
  public List<Entry> take() {
    List<Entry> entries = new ArrayList<>();
    List<Message> page = receive();
    while (!page.isEmpty()) {
      for (Message message : page) {
        // SQS delivers at least once: a duplicate has a new receipt handle.
        if (receipts.put(message.messageId(), message.receiptHandle()) == null) {
          entries.add(new Entry(message.messageId(), message.body()));
        }
      }
      page = receive();
    }
    return entries;
  }

  @Override
  public void delete(Entry entry) {
    String receipt = receipts.get(entry.id());
    explained(() -> client.deleteMessage(request -> request.queueUrl(url).receiptHandle(receipt)));
    receipts.remove(entry.id());
  }

  @Override
  public void close() {
    try {
      for (String receipt : receipts.values()) {
        client.changeMessageVisibility(
            request -> request.queueUrl(url).receiptHandle(receipt).visibilityTimeout(0));
      }
    } catch (SdkException e) {
      // The entries are visible again after the visibility timeout.
    } finally {
      client.close();
    }
  }

  private List<Message> receive() {
    return explained(() ->
        client
            .receiveMessage(request ->
                request
                    .queueUrl(url)
                    .maxNumberOfMessages(MAX_MESSAGES)
                    .visibilityTimeout((int) VISIBILITY_TIMEOUT.toSeconds())
                    .waitTimeSeconds((int) WAIT_TIME.toSeconds()))
            .messages());
  }

  private <T> T explained(Supplier<T> request) {
    try {
      return request.get();
    } catch (QueueDoesNotExistException e) {
      throw new CommandFailedException(
          "Queue %s does not exist. Give the stack's output FailedBatchesUrl with --queue, or the stack with --stack."
              .formatted(url),
          e);
    } catch (SdkException e) {
      throw AwsErrors.explained(e, "SQS");
    }
  }
}
