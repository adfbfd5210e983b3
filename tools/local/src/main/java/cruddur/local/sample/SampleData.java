package cruddur.local.sample;

import cruddur.local.cognito.LocalUserPool;
import cruddur.messaging.conversation.ConversationRows;
import cruddur.messaging.port.ConditionalPut;
import cruddur.messaging.port.PutCondition;
import cruddur.messaging.port.Rows;
import cruddur.messaging.port.TransactionOutcome;
import cruddur.messaging.port.row.Message;
import cruddur.messaging.port.row.Pair;
import cruddur.messaging.port.row.Row;
import cruddur.messaging.port.row.RowKey;
import cruddur.messaging.port.row.SignInProfile;
import cruddur.messaging.port.row.UserProfile;
import cruddur.messaging.users.ProfileRows;
import cruddur.toolkit.StartupException;
import cruddur.toolkit.sample.LocalUser;
import cruddur.toolkit.sample.SampleConversation;
import cruddur.toolkit.sample.SampleUsers;
import cruddur.toolkit.sample.SampleUuids;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Loads the sample users and conversations, with the rows that the functions would have written.
 * Existing rows are not changed. UUIDs of users and groups are the same in every run, since the
 * sample events contain them.
 */
public final class SampleData {

  /** DynamoDB's limit for a transaction. */
  private static final int MAX_ROWS = 100;

  private final LocalUserPool pool;
  private final Rows rows;
  private final InstantSource clock;

  public SampleData(LocalUserPool pool, Rows rows, InstantSource clock) {
    this.pool = pool;
    this.rows = rows;
    this.clock = clock;
  }

  public void load() {
    signUp();
    converse(SampleUsers.INES, SampleUsers.MEI, Duration.ofHours(3));
    converse(SampleUsers.INES, SampleUsers.TAREK, Duration.ofMinutes(5));
  }

  /** The group UUID of the conversation of Inês and Tarek. */
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

  /** Writes the group rows and the pair row last: without them nobody can see the messages. */
  private void write(List<Message> messages, UserProfile one, UserProfile other) {
    Message newest = messages.getLast();
    List<Row> all = new ArrayList<>(messages);
    all.addAll(ConversationRows.groupRows(newest, one, other));
    all.add(ConversationRows.pair(one, other, newest.groupUuid()));
    for (int from = 0; from < all.size(); from += MAX_ROWS) {
      put(all.subList(from, Math.min(from + MAX_ROWS, all.size())));
    }
  }

  private void put(List<Row> batch) {
    TransactionOutcome outcome =
        rows.transact(
            batch.stream()
                .map(row -> new ConditionalPut(row, new PutCondition.KeyIsFree()))
                .toList());
    if (!(outcome instanceof TransactionOutcome.Committed)) {
      throw new IllegalStateException(
          "the table already has rows at keys of the sample conversation");
    }
  }

  private UserProfile profile(LocalUser user) {
    return rows.get(new RowKey.OfSignIn(user.sub())).map(SignInProfile::profile).orElseThrow();
  }

  private static RowKey.OfPair pair(UserProfile one, UserProfile other) {
    return RowKey.OfPair.of(one.uuid(), other.uuid());
  }

  /** Adds the missing users to the user pool, and their profiles to the table. */
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
        rows.transact(ProfileRows.created(user.sub(), profile, new PutCondition.KeyIsFree()));
    if (!(outcome instanceof TransactionOutcome.Committed)) {
      throw new StartupException(
          "The sample user @"
              + user.handle()
              + " cannot sign up: another user has this handle in the table. Use another table, or another directory"
              + " for --data");
    }
  }
}
