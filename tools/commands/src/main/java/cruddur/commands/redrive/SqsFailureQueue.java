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
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/** The failure queue in AWS. */
final class SqsFailureQueue implements FailureQueue {

  /** Longer than a run; whoever comes later finds again what a run that died has left. */
  private static final Duration HIDDEN = Duration.ofMinutes(15);

  /** SQS's most. */
  private static final int AT_ONCE = 10;

  /** Long enough that SQS asks all of its servers: without, a response may be empty by chance. */
  private static final Duration WAIT = Duration.ofSeconds(1);

  private final SqsClient client;
  private final String url;

  /** What is taken, by its id: the receipts, which deleting asks for. */
  private final Map<String, String> receipts = new LinkedHashMap<>();

  SqsFailureQueue(SqsClient client, String url) {
    this.client = client;
    this.url = url;
  }

  static SqsFailureQueue at(String url, AwsAccount account) {
    return new SqsFailureQueue(
        SqsClient.builder()
            .region(account.region())
            .credentialsProvider(account.credentials())
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build(),
        url);
  }

  @Override
  public List<Entry> take() {
    List<Entry> entries = new ArrayList<>();
    List<Message> page = receive();
    while (!page.isEmpty()) {
      for (Message message : page) {
        // At least once, says SQS: one that comes again has a new receipt.
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
      // They show themselves again after a while.
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
                    .maxNumberOfMessages(AT_ONCE)
                    .visibilityTimeout((int) HIDDEN.toSeconds())
                    .waitTimeSeconds((int) WAIT.toSeconds()))
            .messages());
  }

  private <T> T explained(Supplier<T> request) {
    try {
      return request.get();
    } catch (QueueDoesNotExistException e) {
      throw new CommandFailedException(
          "There is no queue %s: name the stack's output FailedBatchesUrl with --queue, or its stack with --stack"
              .formatted(url),
          e);
    } catch (SdkException e) {
      throw AwsErrors.explained(e, "SQS");
    }
  }
}
