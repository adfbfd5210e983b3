package cruddur.conversation;

import cruddur.conversation.rows.ConditionalPut;
import cruddur.conversation.rows.Message;
import cruddur.conversation.rows.MessageGroup;
import cruddur.conversation.rows.Pair;
import cruddur.conversation.rows.PutCondition.KeyIsFree;
import cruddur.conversation.rows.PutOutcome;
import cruddur.conversation.rows.Row;
import cruddur.conversation.rows.RowKey;
import cruddur.conversation.rows.RowQuery;
import cruddur.conversation.rows.Rows;
import cruddur.conversation.rows.RowsUnavailableException;
import cruddur.conversation.rows.TransactionOutcome;
import cruddur.conversation.rows.UserProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Pattern D: a message that starts a group.
 *
 * <p>Two people have one conversation, however often and however concurrently either starts it: the
 * pair row is written in the transaction that writes both group rows and the first message, on the
 * condition that it does not stand yet. Who comes second posts into the first one's group.
 */
public final class ConversationStarter {

  /** Conflicts with concurrent requests end quickly; this many in a row mean overload. */
  private static final int MOST_CONFLICTS = 8;

  private final Rows rows;
  private final Profiles profiles;
  private final MessageSender sender;
  private final Ids ids;

  public ConversationStarter(Rows rows, Profiles profiles, MessageSender sender, Ids ids) {
    this.rows = rows;
    this.profiles = profiles;
    this.sender = sender;
    this.ids = ids;
  }

  /**
   * Posts a text to the owner of a handle, and starts the conversation if there is none.
   *
   * @return the group's uuid; refused with all that is wrong about handle and text
   */
  public Outcome<String> start(UserProfile starter, GivenText handle, GivenText text) {
    List<Refusal> faults = new ArrayList<>();
    Optional<UserProfile> other =
        switch (receiver(starter, handle)) {
          case Outcome.Accepted<UserProfile>(UserProfile found) -> Optional.of(found);
          case Outcome.Refused<UserProfile>(List<Refusal> reasons) -> {
            faults.addAll(reasons);
            yield Optional.empty();
          }
        };
    faults.addAll(MessageText.faultsOf(text));
    if (!faults.isEmpty()) {
      return Outcome.refused(faults);
    }
    return Outcome.accepted(
        startOrGoOn(starter, other.orElseThrow(), ((GivenText.Text) text).value()));
  }

  private Outcome<UserProfile> receiver(UserProfile starter, GivenText handle) {
    return switch (handle) {
      case GivenText.Absent() -> Outcome.refused(Refusal.RECEIVER_BLANK);
      case GivenText.NotText() -> Outcome.refused(Refusal.RECEIVER_INVALID);
      case GivenText.Text(String name) when name.isBlank() ->
          Outcome.refused(Refusal.RECEIVER_BLANK);
      case GivenText.Text(String name) ->
          profiles
              .byHandle(name)
              .map(found -> notOneself(starter, found))
              .orElseGet(() -> Outcome.refused(Refusal.RECEIVER_UNKNOWN));
    };
  }

  private static Outcome<UserProfile> notOneself(UserProfile starter, UserProfile found) {
    return found.uuid().equals(starter.uuid())
        ? Outcome.refused(Refusal.RECEIVER_IS_SENDER)
        : Outcome.accepted(found);
  }

  private String startOrGoOn(UserProfile starter, UserProfile other, String text) {
    RowKey.OfPair users = RowKey.OfPair.of(starter.uuid(), other.uuid());
    Optional<String> group =
        rows.get(users).map(Pair::groupUuid).or(() -> adoptUnpaired(users, starter, other));
    if (group.isPresent()) {
      sender.write(starter, group.get(), text);
      return group.get();
    }
    return startTogether(users, starter, other, text);
  }

  /**
   * A group that the source's tools made has no pair row; it gets one, and is the pair's
   * conversation from then on.
   */
  private Optional<String> adoptUnpaired(
      RowKey.OfPair users, UserProfile starter, UserProfile other) {
    return rows.all(RowQuery.MemberSearch.withUser(starter.uuid(), other.uuid())).stream()
        .max(MessageGroup.BY_LAST_MESSAGE)
        .map(newest ->
            switch (rows.put(new Pair(users, newest.uuid()), new KeyIsFree())) {
              case PutOutcome.Written() -> newest.uuid();
              case PutOutcome.Refused(Row standing) -> ((Pair) standing).groupUuid();
            });
  }

  private String startTogether(
      RowKey.OfPair users, UserProfile starter, UserProfile other, String text) {
    Pair pair = new Pair(users, ids.next());
    Message message = sender.compose(starter, pair.groupUuid(), text);
    int conflicts = 0;
    while (true) {
      MessageGroup starters = MessageGroup.showing(message, starter.uuid(), other);
      MessageGroup others = MessageGroup.showing(message, other.uuid(), starter);
      switch (rows.transact(ifAllAreFree(pair, starters, others, message))) {
        case TransactionOutcome.Committed() -> {
          return pair.groupUuid();
        }
        case TransactionOutcome.Refused refused -> {
          Optional<Pair> standing = refused.at(users).map(Pair.class::cast);
          if (standing.isPresent()) {
            return goOnIn(standing.get(), pair, message);
          }
          // A row of another group stands at this very microsecond in one of the two lists.
          message = message.at(message.createdAt().next());
        }
        case TransactionOutcome.Conflict() -> {
          conflicts++;
          if (conflicts == MOST_CONFLICTS) {
            throw new RowsUnavailableException(
                "starting a conversation met " + conflicts + " conflicting requests in a row",
                null);
          }
        }
      }
    }
  }

  /**
   * The pair stands: from our own earlier try, whose answer was lost, or from somebody who was
   * faster.
   */
  private String goOnIn(Pair standing, Pair ours, Message message) {
    if (!standing.groupUuid().equals(ours.groupUuid())) {
      sender.write(message.sender(), standing.groupUuid(), message.text());
    }
    return standing.groupUuid();
  }

  private static List<ConditionalPut> ifAllAreFree(Row... all) {
    return List.of(all).stream().map(row -> new ConditionalPut(row, new KeyIsFree())).toList();
  }
}
