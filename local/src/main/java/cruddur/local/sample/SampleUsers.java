package cruddur.local.sample;

import cruddur.conversation.rows.ConditionalPut;
import cruddur.conversation.rows.HandleRow;
import cruddur.conversation.rows.PutCondition;
import cruddur.conversation.rows.RowKey;
import cruddur.conversation.rows.Rows;
import cruddur.conversation.rows.SignInProfile;
import cruddur.conversation.rows.TransactionOutcome;
import cruddur.conversation.rows.UserProfile;
import cruddur.local.StartupException;
import cruddur.local.cognito.LocalUserPool;
import cruddur.local.cognito.User;
import java.util.List;

/** The sample users. */
public final class SampleUsers {

  public static final User INES = user("ines_v", "Inês Valmar");
  public static final User TAREK = user("tarek_o", "Tarek Odeh");
  public static final User MEI = user("mei_l", "Mei Lindqvist");

  /** Nobody has written to her yet. */
  public static final User NOOR = user("noor_k", "Noor Kestrel");

  public static final List<User> ALL = List.of(INES, TAREK, MEI, NOOR);

  private SampleUsers() {}

  /** What the service knows of one of them. */
  public static UserProfile profile(User user) {
    return new UserProfile(
        SampleIds.of("profile of " + user.handle()), user.handle(), user.displayName());
  }

  /** Takes in all who are not known yet, with the rows that their sign-up would have left. */
  static void signUp(LocalUserPool pool, Rows rows) {
    for (User user : ALL) {
      if (rows.get(new RowKey.OfSignIn(user.sub())).isEmpty()) {
        writeProfile(user, rows);
      }
      if (pool.find(user.handle()).isEmpty()) {
        pool.add(user);
      }
    }
  }

  private static void writeProfile(User user, Rows rows) {
    UserProfile profile = profile(user);
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

  private static User user(String handle, String displayName) {
    return new User(SampleIds.of("user " + handle), handle, displayName, handle + "@example.com");
  }
}
