package cruddur.local.sample;

import cruddur.local.cognito.LocalUserPool;
import cruddur.messaging.port.ConditionalPut;
import cruddur.messaging.port.PutCondition;
import cruddur.messaging.port.Rows;
import cruddur.messaging.port.TransactionOutcome;
import cruddur.messaging.port.row.HandleRow;
import cruddur.messaging.port.row.Message;
import cruddur.messaging.port.row.MessageGroup;
import cruddur.messaging.port.row.Pair;
import cruddur.messaging.port.row.Row;
import cruddur.messaging.port.row.RowKey;
import cruddur.messaging.port.row.SignInProfile;
import cruddur.messaging.port.row.UserProfile;
import cruddur.toolkit.StartupException;
import cruddur.toolkit.sample.LocalUser;
import cruddur.toolkit.sample.SampleConversation;
import cruddur.toolkit.sample.SampleUsers;
import cruddur.toolkit.sample.SampleUuids;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Loads the sample users and conversations, and leaves the rows that the functions would have left.
 * What is there already is left as it is: loading twice doubles nothing. Every id is the same in
 * every run: the sample events name them.
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
    signUp();
    converse(SampleUsers.INES, SampleUsers.MEI, Duration.ofHours(3));
    converse(SampleUsers.INES, SampleUsers.TAREK, Duration.ofMinutes(5));
  }

  /** The conversation of Inês and Tarek. */
  public String groupUuid() {
    RowKey.OfPair users = pair(profile(SampleUsers.INES), profile(SampleUsers.TAREK));
    return rows.get(users).map(Pair::groupUuid).orElseThrow();
  }

  private void converse(LocalUser one, LocalUser other, Duration ago) {
    UserProfile first = profile(one);
    UserProfile second = profile(other);
    if (rows.get(pair(first, second)).isPresent()) {
      return;
    }
    Map<String, UserProfile> senders = Map.of(one.handle(), first, other.handle(), second);
    Instant end = clock.instant().minus(ago);
    String groupUuid = SampleUuids.of("conversation of " + one.handle() + " and " + other.handle());
    List<Message> messages =
        SampleConversation.between(one, other).messages(groupUuid, senders, end);
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
            some.stream()
                .map(row -> new ConditionalPut(row, new PutCondition.KeyIsFree()))
                .toList());
    if (!(outcome instanceof TransactionOutcome.Committed)) {
      throw new IllegalStateException("the sample conversation met other rows in the table");
    }
  }

  private UserProfile profile(LocalUser user) {
    return rows.get(new RowKey.OfSignIn(user.sub())).map(SignInProfile::profile).orElseThrow();
  }

  private static RowKey.OfPair pair(UserProfile one, UserProfile other) {
    return RowKey.OfPair.of(one.uuid(), other.uuid());
  }

  /** Takes in all who are not known yet, with the rows that their sign-up would have left. */
  private void signUp() {
    for (LocalUser user : SampleUsers.ALL) {
      if (rows.get(new RowKey.OfSignIn(user.sub())).isEmpty()) {
        writeProfile(user);
      }
      if (pool.find(user.handle()).isEmpty()) {
        pool.add(user);
      }
    }
  }

  private void writeProfile(LocalUser user) {
    UserProfile profile = SampleUsers.profile(user);
    TransactionOutcome outcome =
        rows.transact(
            List.of(
                new ConditionalPut(
                    new SignInProfile(user.sub(), profile), new PutCondition.KeyIsFree()),
                new ConditionalPut(new HandleRow.Owned(profile), new PutCondition.KeyIsFree())));
    if (!(outcome instanceof TransactionOutcome.Committed)) {
      throw new StartupException(
          "The sample user @"
              + user.handle()
              + " cannot sign up: another has the handle in this table. Use another table, or another directory for"
              + " --data");
    }
  }
}
