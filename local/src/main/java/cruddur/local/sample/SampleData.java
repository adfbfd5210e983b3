package cruddur.local.sample;

import cruddur.conversation.rows.ConditionalPut;
import cruddur.conversation.rows.Message;
import cruddur.conversation.rows.MessageGroup;
import cruddur.conversation.rows.Pair;
import cruddur.conversation.rows.PutCondition;
import cruddur.conversation.rows.Row;
import cruddur.conversation.rows.RowKey;
import cruddur.conversation.rows.Rows;
import cruddur.conversation.rows.SignInProfile;
import cruddur.conversation.rows.TransactionOutcome;
import cruddur.conversation.rows.UserProfile;
import cruddur.local.cognito.LocalUserPool;
import cruddur.local.cognito.User;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Loads the sample users and conversations, and leaves the rows that the functions would have left. What is there already is
 * left as it is: loading twice doubles nothing.
 */
public final class SampleData {

  /** DynamoDB's limit. */
  private static final int MOST_ROWS_IN_A_TRANSACTION = 100;

  private final LocalUserPool pool;
  private final Rows rows;
  private final Clock clock;

  public SampleData(LocalUserPool pool, Rows rows, Clock clock) {
    this.pool = pool;
    this.rows = rows;
    this.clock = clock;
  }

  /** Loads all of it. */
  public void load() {
    SampleUsers.signUp(pool, rows);
    converse(SampleUsers.INES, SampleUsers.MEI, Duration.ofHours(3));
    converse(SampleUsers.INES, SampleUsers.TAREK, Duration.ofMinutes(5));
  }

  /** The conversation of Inês and Tarek. */
  public String groupUuid() {
    RowKey.OfPair users = pair(profile(SampleUsers.INES), profile(SampleUsers.TAREK));
    return rows.get(users).map(Pair::groupUuid).orElseThrow();
  }

  private void converse(User one, User other, Duration ago) {
    UserProfile first = profile(one);
    UserProfile second = profile(other);
    if (rows.get(pair(first, second)).isPresent()) {
      return;
    }
    Map<String, UserProfile> senders = Map.of(one.handle(), first, other.handle(), second);
    Instant end = clock.instant().minus(ago);
    List<Message> messages =
        SampleConversation.between(one, other).messages(UUID.randomUUID().toString(), senders, end);
    write(messages, first, second);
  }

  /** The pair and the group rows come last: until they are there, nobody can see the rest. */
  private void write(List<Message> messages, UserProfile one, UserProfile other) {
    Message newest = messages.getLast();
    List<Row> all = new ArrayList<>(messages);
    all.add(MessageGroup.showing(newest, one.uuid(), other));
    all.add(MessageGroup.showing(newest, other.uuid(), one));
    all.add(new Pair(pair(one, other), newest.groupUuid()));
    for (int from = 0; from < all.size(); from += MOST_ROWS_IN_A_TRANSACTION) {
      put(all.subList(from, Math.min(from + MOST_ROWS_IN_A_TRANSACTION, all.size())));
    }
  }

  private void put(List<Row> some) {
    TransactionOutcome outcome =
        rows.transact(
            some.stream().map(row -> new ConditionalPut(row, new PutCondition.KeyIsFree())).toList());
    if (!(outcome instanceof TransactionOutcome.Committed)) {
      throw new IllegalStateException("the sample conversation met other rows in the table");
    }
  }

  private UserProfile profile(User user) {
    return rows.get(new RowKey.OfSignIn(user.sub())).map(SignInProfile::profile).orElseThrow();
  }

  private static RowKey.OfPair pair(UserProfile one, UserProfile other) {
    return RowKey.OfPair.of(one.uuid(), other.uuid());
  }
}
