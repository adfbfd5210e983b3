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
import cruddur.messaging.port.RowQuery;
import cruddur.messaging.port.Rows;
import cruddur.messaging.port.TransactionOutcome;
import cruddur.messaging.port.row.Message;
import cruddur.messaging.port.row.MessageGroup;
import cruddur.messaging.port.row.Pair;
import cruddur.messaging.port.row.Row;
import cruddur.messaging.port.row.RowKey;
import cruddur.messaging.port.row.UserProfile;
import cruddur.messaging.users.Profiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Pattern D: a message that starts a group.
 *
 * <p>Two people have one conversation, however often and however concurrently either starts it: the
 * pair row is written in the transaction that writes both group rows and the first message, on the
 * condition that it does not stand yet. Who comes second posts into the first one's group.
 */
public final class ConversationStarter {

  private final Rows rows;
  private final TransactionRetrier transactions;
  private final Profiles profiles;
  private final MessageSender sender;
  private final RateLimits limits;
  private final UuidGenerator ids;

  public ConversationStarter(
      Rows rows,
      TransactionRetrier transactions,
      Profiles profiles,
      MessageSender sender,
      RateLimits limits,
      UuidGenerator ids) {
    this.rows = rows;
    this.transactions = transactions;
    this.profiles = profiles;
    this.sender = sender;
    this.limits = limits;
    this.ids = ids;
  }

  /**
   * Posts a text to the owner of a handle, and starts the conversation if there is none.
   *
   * @return the message; refused with all that is wrong about handle, text and key, and after that
   *     with {@link ErrorCode#IDEMPOTENCY_KEY_REUSED}
   */
  public Result<PostResult> start(
      UserProfile starter, TextInput handle, TextInput text, TextInput key) {
    Result<UserProfile> receiver = receiver(starter, handle);
    List<ErrorCode> faults = new ArrayList<>(receiver.reasons());
    faults.addAll(MessageText.faultsOf(text));
    faults.addAll(IdempotencyKey.faultsOf(key));
    if (!faults.isEmpty()) {
      return Result.refused(faults);
    }
    String goodText = ((TextInput.Text) text).value();
    return receiver.then(other ->
        startOrGoOn(
            starter,
            other,
            goodText,
            IdempotencyKey.of(key)
                .map(given -> IdempotentPost.toUser(starter, given, other, goodText))));
  }

  private Result<UserProfile> receiver(UserProfile starter, TextInput handle) {
    return switch (handle) {
      case TextInput.Absent() -> Result.refused(ErrorCode.RECEIVER_BLANK);
      case TextInput.NotText() -> Result.refused(ErrorCode.RECEIVER_INVALID);
      case TextInput.Text(String name) when name.isBlank() ->
          Result.refused(ErrorCode.RECEIVER_BLANK);
      case TextInput.Text(String name) ->
          profiles
              .byHandle(name)
              .map(found -> notOneself(starter, found))
              .orElseGet(() -> Result.refused(ErrorCode.RECEIVER_UNKNOWN));
    };
  }

  private static Result<UserProfile> notOneself(UserProfile starter, UserProfile found) {
    return found.uuid().equals(starter.uuid())
        ? Result.refused(ErrorCode.RECEIVER_IS_SENDER)
        : Result.accepted(found);
  }

  private Result<PostResult> startOrGoOn(
      UserProfile starter, UserProfile other, String text, Optional<IdempotentPost> once) {
    RowKey.OfPair users = RowKey.OfPair.of(starter.uuid(), other.uuid());
    Optional<String> paired = rows.get(users).map(Pair::groupUuid);
    Optional<String> found = paired.or(() -> unpaired(starter, other));
    Supplier<Result<PostResult>> start =
        () -> startTogether(users, other, sender.compose(starter, ids.next(), text), once);
    Supplier<Result<PostResult>> goOn =
        () -> {
          String group = paired.orElseGet(() -> adopt(users, found.get()));
          return sender.write(sender.compose(starter, group, text), once);
        };
    return sender.orResponseGiven(
        found.isEmpty() ? limits.conversation(starter, start) : limits.message(starter, goOn),
        text,
        once);
  }

  /** A group that the source's tools made, which has no pair row. */
  private Optional<String> unpaired(UserProfile starter, UserProfile other) {
    return rows.all(RowQuery.MemberSearch.withUser(starter.uuid(), other.uuid())).stream()
        .max(MessageGroup.BY_LAST_MESSAGE)
        .map(MessageGroup::uuid);
  }

  /** The group gets a pair row, and is the pair's conversation from then on. */
  private String adopt(RowKey.OfPair users, String group) {
    return switch (rows.put(new Pair(users, group), new KeyIsFree())) {
      case PutOutcome.Written() -> group;
      case PutOutcome.Refused(Row standing) -> ((Pair) standing).groupUuid();
    };
  }

  private Result<PostResult> startTogether(
      RowKey.OfPair users, UserProfile other, Message first, Optional<IdempotentPost> once) {
    Message message = first;
    while (true) {
      switch (write(wholeGroup(users, other, message, once), message, once)) {
        case TransactionOutcome.Committed() -> {
          return Result.accepted(PostResult.now(message));
        }
        case TransactionOutcome.Refused refused -> {
          Message refusedMessage = message;
          Optional<Result<PostResult>> given =
              once.flatMap(post -> post.replay(refused, refusedMessage));
          if (given.isPresent()) {
            return given.get();
          }
          Optional<Pair> standing = refused.at(users).map(Pair.class::cast);
          if (standing.isPresent()) {
            return goOnIn(standing.get(), message, once);
          }
          // A row of another group stands at this very microsecond in one of the two lists.
          message = message.at(message.createdAt().next());
        }
      }
    }
  }

  /**
   * The pair stands: from our own earlier try, whose response was lost, or from somebody who was
   * faster.
   */
  private Result<PostResult> goOnIn(Pair standing, Message message, Optional<IdempotentPost> once) {
    return standing.groupUuid().equals(message.groupUuid())
        ? Result.accepted(PostResult.now(message))
        : sender.write(
            sender.compose(message.sender(), standing.groupUuid(), message.text()), once);
  }

  private TransactionOutcome.Settled write(
      List<ConditionalPut> puts, Message message, Optional<IdempotentPost> once) {
    return once.map(post -> transactions.transact(puts, post, message))
        .orElseGet(() -> transactions.transact(puts));
  }

  private static List<ConditionalPut> wholeGroup(
      RowKey.OfPair users, UserProfile other, Message message, Optional<IdempotentPost> once) {
    UserProfile starter = message.sender();
    Stream<Row> rows =
        Stream.of(
            new Pair(users, message.groupUuid()),
            MessageGroup.showing(message, starter.uuid(), other),
            MessageGroup.showing(message, other.uuid(), starter),
            message);
    return Stream.concat(
            rows.map(row -> new ConditionalPut(row, new KeyIsFree())),
            once.stream().map(post -> post.recordPut(message)))
        .toList();
  }
}
