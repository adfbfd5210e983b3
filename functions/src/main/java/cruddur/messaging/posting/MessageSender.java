package cruddur.messaging.posting;

import cruddur.messaging.ErrorCode;
import cruddur.messaging.Result;
import cruddur.messaging.TextInput;
import cruddur.messaging.TransactionRetrier;
import cruddur.messaging.UuidGenerator;
import cruddur.messaging.limits.RateLimits;
import cruddur.messaging.port.ConditionalPut;
import cruddur.messaging.port.PutCondition.KeyIsFree;
import cruddur.messaging.port.PutOutcome;
import cruddur.messaging.port.Rows;
import cruddur.messaging.port.TransactionOutcome;
import cruddur.messaging.port.row.Message;
import cruddur.messaging.port.row.Timestamp;
import cruddur.messaging.port.row.UserProfile;
import cruddur.messaging.users.Memberships;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Pattern C: a message into an existing group. */
public final class MessageSender {

  private final Rows rows;
  private final TransactionRetrier transactions;
  private final Memberships memberships;
  private final RateLimits limits;
  private final Clock clock;
  private final UuidGenerator ids;

  public MessageSender(
      Rows rows,
      TransactionRetrier transactions,
      Memberships memberships,
      RateLimits limits,
      Clock clock,
      UuidGenerator ids) {
    this.rows = rows;
    this.transactions = transactions;
    this.memberships = memberships;
    this.limits = limits;
    this.clock = clock;
    this.ids = ids;
  }

  /**
   * Posts a text into a group that the sender is a member of. One request when the membership is
   * known already, but for what {@link RateLimits} ask; with an idempotency key a transaction.
   *
   * <p>Refused with all that is wrong about group, text and key; then with {@link
   * Refusal#MESSAGE_GROUP_NOT_FOUND} for who is no member, then where the sender is over his limit,
   * and after that with {@link ErrorCode#IDEMPOTENCY_KEY_REUSED}.
   */
  public Result<PostResult> send(
      UserProfile sender, TextInput group, TextInput text, TextInput key) {
    List<ErrorCode> faults = new ArrayList<>(faultsOfGroup(group));
    faults.addAll(MessageText.faultsOf(text));
    faults.addAll(IdempotencyKey.faultsOf(key));
    if (!faults.isEmpty()) {
      return Result.refused(faults);
    }
    String groupUuid = ((TextInput.Text) group).value();
    if (!memberships.isMember(sender.uuid(), groupUuid)) {
      return Result.refused(ErrorCode.MESSAGE_GROUP_NOT_FOUND);
    }
    String goodText = ((TextInput.Text) text).value();
    Optional<IdempotentPost> once =
        IdempotencyKey.of(key)
            .map(given -> IdempotentPost.intoGroup(sender, given, groupUuid, goodText));
    return orResponseGiven(
        limits.message(sender, () -> write(compose(sender, groupUuid, goodText), once)),
        goodText,
        once);
  }

  /**
   * What came of a post; where its sender is over his limit, the response that its key was given
   * before, if there is one: what was written is not called refused.
   */
  Result<PostResult> orResponseGiven(
      Result<PostResult> outcome, String text, Optional<IdempotentPost> once) {
    return outcome instanceof Result.Limited<PostResult>
        ? once.flatMap(post -> post.replay(rows.get(post.key()), text, clock.instant()))
            .orElse(outcome)
        : outcome;
  }

  /** Writes a message of a member, which has been composed now. */
  Result<PostResult> write(Message message, Optional<IdempotentPost> once) {
    return once.map(post -> writeOnce(message, post))
        .orElseGet(() -> Result.accepted(PostResult.now(write(message))));
  }

  /** A new message of this moment, not yet written. */
  Message compose(UserProfile sender, String groupUuid, String text) {
    return new Message(ids.next(), groupUuid, Timestamp.of(clock.instant()), sender, text);
  }

  private Message write(Message composed) {
    Message message = composed;
    while (rows.put(message, new KeyIsFree()) instanceof PutOutcome.Refused(Message standing)) {
      if (standing.uuid().equals(message.uuid())) {
        // Our own, from a try whose response was lost.
        return standing;
      }
      message = message.at(message.createdAt().next());
    }
    return message;
  }

  private Result<PostResult> writeOnce(Message composed, IdempotentPost once) {
    Message message = composed;
    while (transactions.transact(messageAndResponse(message, once), once, message)
        instanceof TransactionOutcome.Refused refused) {
      Optional<Result<PostResult>> given = once.replay(refused, message);
      if (given.isPresent()) {
        return given.get();
      }
      message = message.at(message.createdAt().next());
    }
    return Result.accepted(PostResult.now(message));
  }

  private static List<ConditionalPut> messageAndResponse(Message message, IdempotentPost once) {
    return List.of(new ConditionalPut(message, new KeyIsFree()), once.recordPut(message));
  }

  private static List<ErrorCode> faultsOfGroup(TextInput group) {
    return switch (group) {
      case TextInput.Absent() -> List.of(ErrorCode.MESSAGE_GROUP_BLANK);
      case TextInput.NotText() -> List.of(ErrorCode.MESSAGE_GROUP_INVALID);
      case TextInput.Text(String uuid) when uuid.isBlank() ->
          List.of(ErrorCode.MESSAGE_GROUP_BLANK);
      case TextInput.Text(String uuid) -> List.of();
    };
  }
}
