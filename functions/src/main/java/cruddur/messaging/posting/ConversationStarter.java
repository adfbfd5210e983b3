package cruddur.messaging.posting;

import cruddur.messaging.ErrorCode;
import cruddur.messaging.RequestRefusedException;
import cruddur.messaging.TextInput;
import cruddur.messaging.conversation.ConversationRows;
import cruddur.messaging.conversation.Conversations;
import cruddur.messaging.conversation.Conversations.Conversation;
import cruddur.messaging.limits.RateLimits;
import cruddur.messaging.limits.RateLimits.Decision;
import cruddur.messaging.port.TransactionOutcome;
import cruddur.messaging.port.row.Message;
import cruddur.messaging.port.row.Pair;
import cruddur.messaging.port.row.RowKey;
import cruddur.messaging.port.row.UserProfile;
import cruddur.messaging.users.Profiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Pattern D: posts a message to a user, and starts their one conversation if there is none. See
 * docs/design.md, "Starting a conversation".
 */
public final class ConversationStarter {

  private final Profiles profiles;
  private final Conversations conversations;
  private final RateLimits limits;
  private final PostWriter writer;

  public ConversationStarter(
      Profiles profiles, Conversations conversations, RateLimits limits, PostWriter writer) {
    this.profiles = profiles;
    this.conversations = conversations;
    this.limits = limits;
    this.writer = writer;
  }

  /**
   * Posts a text to the owner of a handle.
   *
   * @throws RequestRefusedException with every error of handle, text and key; then by a rate limit;
   *     then if the key was reused
   */
  public PostResult start(PostRequest.ToHandle request) {
    UserProfile starter = request.sender();
    List<ErrorCode> errors = new ArrayList<>();
    Optional<UserProfile> found = findReceiver(starter, request.handle(), errors);
    errors.addAll(MessageText.errors(request.text()));
    errors.addAll(IdempotencyKey.errors(request.key()));
    RequestRefusedException.throwIfAny(errors);

    UserProfile receiver = found.orElseThrow();
    String text = request.text().text().orElseThrow();
    Optional<IdempotentPost> post =
        request.key().text().map(key -> IdempotentPost.toUser(starter, key, receiver, text));

    Optional<Conversation> existing = conversations.find(starter.uuid(), receiver.uuid());
    Decision decision =
        existing.isPresent() ? limits.countMessage(starter) : limits.countConversation(starter);
    if (decision instanceof Decision.Limited limited) {
      return writer.findReplay(post, text).orElseThrow(limited::refusal).result();
    }
    WriteOutcome outcome =
        existing.isPresent()
            ? writer.write(writer.compose(starter, groupOf(existing.get()), text), post)
            : start(writer.compose(starter, writer.newGroupUuid(), text), receiver, post);
    decision.giveBackUnless(outcome instanceof WriteOutcome.Written);
    return outcome.result();
  }

  /** Adds what is wrong with the handle to the errors if it names no receiver. */
  private Optional<UserProfile> findReceiver(
      UserProfile starter, TextInput handle, List<ErrorCode> errors) {
    if (handle instanceof TextInput.NotText) {
      errors.add(ErrorCode.RECEIVER_INVALID);
      return Optional.empty();
    }
    String name = handle.text().orElse("");
    if (name.isBlank()) {
      errors.add(ErrorCode.RECEIVER_BLANK);
      return Optional.empty();
    }
    Optional<UserProfile> receiver = profiles.byHandle(name);
    if (receiver.isEmpty()) {
      errors.add(ErrorCode.RECEIVER_UNKNOWN);
    } else if (receiver.get().uuid().equals(starter.uuid())) {
      errors.add(ErrorCode.RECEIVER_IS_SENDER);
    }
    return receiver;
  }

  private String groupOf(Conversation existing) {
    Pair pair = existing.hasPairRow() ? existing.pair() : conversations.adopt(existing.pair());
    return pair.groupUuid();
  }

  private WriteOutcome start(Message first, UserProfile receiver, Optional<IdempotentPost> post) {
    RowKey.OfPair users = RowKey.OfPair.of(first.sender().uuid(), receiver.uuid());
    Message message = first;
    while (writer.transact(ConversationRows.started(message, receiver), message, post)
        instanceof TransactionOutcome.Refused refused) {
      Message attempted = message;
      Optional<WriteOutcome> replay = post.flatMap(p -> p.replay(refused, attempted));
      if (replay.isPresent()) {
        return replay.get();
      }
      Optional<Pair> existing = refused.at(users).map(Pair.class::cast);
      if (existing.isPresent()) {
        return continueIn(existing.get().groupUuid(), message, post);
      }
      // One of the two lists has the row of another group at this microsecond.
      message = message.atNextMicrosecond();
    }
    return new WriteOutcome.Written(message);
  }

  /** The pair row is from an earlier attempt, whose response was lost, or from a faster starter. */
  private WriteOutcome continueIn(
      String groupUuid, Message message, Optional<IdempotentPost> post) {
    return groupUuid.equals(message.groupUuid())
        ? new WriteOutcome.Written(message)
        : writer.write(writer.compose(message.sender(), groupUuid, message.text()), post);
  }
}
