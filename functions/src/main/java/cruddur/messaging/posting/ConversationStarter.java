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
import cruddur.messaging.port.row.UnreadableRowException;
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
   * Posts a text to the owner of a handle. A post that its key shows to be a repeated one is never
   * refused. Refusals count as lookups, because they tell whether the handle exists.
   *
   * @throws RequestRefusedException with every error of handle, text and key; then by a rate limit;
   *     then if the key was reused
   */
  public PostResult start(PostRequest.ToHandle request) {
    UserProfile starter = request.sender();
    Optional<UserProfile> receiver = request.handle().text().flatMap(profiles::byHandle);
    Optional<IdempotentPost> post =
        IdempotentPost.of(request).map(p -> receiver.map(p::orFormerly).orElse(p));
    WriteOutcome outcome;
    try {
      outcome = write(request, receiver, post);
    } catch (RequestRefusedException | UnreadableRowException refused) {
      Optional<WriteOutcome> replay = writer.findReplay(post);
      if (replay.isEmpty()) {
        if (request.handle().text().filter(handle -> !handle.isBlank()).isPresent()) {
          limits.countLookup(starter);
        }
        throw refused;
      }
      outcome = replay.get();
    }
    return outcome.result();
  }

  private WriteOutcome write(
      PostRequest.ToHandle request, Optional<UserProfile> found, Optional<IdempotentPost> post) {
    UserProfile starter = request.sender();
    List<ErrorCode> errors = new ArrayList<>(receiverErrors(request, found));
    errors.addAll(MessageText.errors(request.text()));
    errors.addAll(IdempotencyKey.errors(request.key()));
    RequestRefusedException.throwIfAny(errors);

    UserProfile receiver = found.orElseThrow();
    String text = request.text().text().orElseThrow();
    Optional<Conversation> existing = conversations.find(starter.uuid(), receiver.uuid());
    Decision decision =
        existing.isPresent() ? limits.countMessage(starter) : limits.countConversation(starter);
    if (decision instanceof Decision.Limited limited) {
      throw limited.refusal();
    }
    WriteOutcome outcome =
        existing.isPresent()
            ? writer.write(writer.compose(starter, groupOf(existing.get()), text), post)
            : start(writer.compose(starter, writer.newGroupUuid(), text), receiver, post);
    decision.giveBackUnless(outcome instanceof WriteOutcome.Written);
    return outcome;
  }

  private static List<ErrorCode> receiverErrors(
      PostRequest.ToHandle request, Optional<UserProfile> receiver) {
    if (request.handle() instanceof TextInput.NotText) {
      return List.of(ErrorCode.RECEIVER_INVALID);
    }
    if (request.handle().text().orElse("").isBlank()) {
      return List.of(ErrorCode.RECEIVER_BLANK);
    }
    if (receiver.isEmpty()) {
      return List.of(ErrorCode.RECEIVER_UNKNOWN);
    }
    return receiver.get().uuid().equals(request.sender().uuid())
        ? List.of(ErrorCode.RECEIVER_IS_SENDER)
        : List.of();
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
