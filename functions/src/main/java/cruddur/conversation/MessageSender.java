package cruddur.conversation;

import cruddur.conversation.rows.ConditionalPut;
import cruddur.conversation.rows.Message;
import cruddur.conversation.rows.PutCondition.KeyIsFree;
import cruddur.conversation.rows.PutOutcome;
import cruddur.conversation.rows.Rows;
import cruddur.conversation.rows.Timestamp;
import cruddur.conversation.rows.TransactionOutcome;
import cruddur.conversation.rows.UserProfile;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Pattern C: a message into an existing group. */
public final class MessageSender {

  private final Rows rows;
  private final Transactions transactions;
  private final Memberships memberships;
  private final RateLimits limits;
  private final Clock clock;
  private final Ids ids;

  public MessageSender(
      Rows rows,
      Transactions transactions,
      Memberships memberships,
      RateLimits limits,
      Clock clock,
      Ids ids) {
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
   * and after that with {@link Refusal#IDEMPOTENCY_KEY_REUSED}.
   */
  public Outcome<Posted> send(UserProfile sender, GivenText group, GivenText text, GivenText key) {
    List<Refusal> faults = new ArrayList<>(faultsOfGroup(group));
    faults.addAll(MessageText.faultsOf(text));
    faults.addAll(IdempotencyKey.faultsOf(key));
    if (!faults.isEmpty()) {
      return Outcome.refused(faults);
    }
    String groupUuid = ((GivenText.Text) group).value();
    if (!memberships.isMember(sender.uuid(), groupUuid)) {
      return Outcome.refused(Refusal.MESSAGE_GROUP_NOT_FOUND);
    }
    String goodText = ((GivenText.Text) text).value();
    Optional<IdempotentPost> once =
        IdempotencyKey.of(key)
            .map(given -> IdempotentPost.intoGroup(sender, given, groupUuid, goodText));
    return orAnswerGiven(
        limits.message(sender, () -> write(compose(sender, groupUuid, goodText), once)),
        goodText,
        once);
  }

  /**
   * What came of a post; where its sender is over his limit, the answer that its key was given
   * before, if there is one: what was written is not called refused.
   */
  Outcome<Posted> orAnswerGiven(
      Outcome<Posted> outcome, String text, Optional<IdempotentPost> once) {
    return outcome instanceof Outcome.Limited<Posted>
        ? once.flatMap(post -> post.answerGiven(rows.get(post.key()), text, clock.instant()))
            .orElse(outcome)
        : outcome;
  }

  /** Writes a message of a member, which has been composed now. */
  Outcome<Posted> write(Message message, Optional<IdempotentPost> once) {
    return once.map(post -> writeOnce(message, post))
        .orElseGet(() -> Outcome.accepted(Posted.now(write(message))));
  }

  /** A new message of this moment, not yet written. */
  Message compose(UserProfile sender, String groupUuid, String text) {
    return new Message(ids.next(), groupUuid, Timestamp.of(clock.instant()), sender, text);
  }

  private Message write(Message composed) {
    Message message = composed;
    while (rows.put(message, new KeyIsFree()) instanceof PutOutcome.Refused(Message standing)) {
      if (standing.uuid().equals(message.uuid())) {
        // Our own, from a try whose answer was lost.
        return standing;
      }
      message = message.at(message.createdAt().next());
    }
    return message;
  }

  private Outcome<Posted> writeOnce(Message composed, IdempotentPost once) {
    Message message = composed;
    while (transactions.transact(messageAndAnswer(message, once), once, message)
        instanceof TransactionOutcome.Refused refused) {
      Optional<Outcome<Posted>> given = once.answerGiven(refused, message);
      if (given.isPresent()) {
        return given.get();
      }
      message = message.at(message.createdAt().next());
    }
    return Outcome.accepted(Posted.now(message));
  }

  private static List<ConditionalPut> messageAndAnswer(Message message, IdempotentPost once) {
    return List.of(new ConditionalPut(message, new KeyIsFree()), once.keepingAnswer(message));
  }

  private static List<Refusal> faultsOfGroup(GivenText group) {
    return switch (group) {
      case GivenText.Absent() -> List.of(Refusal.MESSAGE_GROUP_BLANK);
      case GivenText.NotText() -> List.of(Refusal.MESSAGE_GROUP_INVALID);
      case GivenText.Text(String uuid) when uuid.isBlank() -> List.of(Refusal.MESSAGE_GROUP_BLANK);
      case GivenText.Text(String uuid) -> List.of();
    };
  }
}
