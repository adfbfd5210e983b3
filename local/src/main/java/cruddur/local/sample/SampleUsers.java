package cruddur.local.sample;

import cruddur.conversation.rows.RowKey;
import cruddur.conversation.rows.Rows;
import cruddur.local.StartupException;
import cruddur.local.cognito.LocalUserPool;
import cruddur.local.cognito.RefusedException;
import cruddur.local.cognito.User;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/** The sample users. Each has the same {@code sub} in every run, so that a table that outlives the user pool knows them. */
public final class SampleUsers {

  public static final User INES = user("ines_v", "Inês Valmar");
  public static final User TAREK = user("tarek_o", "Tarek Odeh");
  public static final User MEI = user("mei_l", "Mei Lindqvist");

  /** Nobody has written to her yet. */
  public static final User NOOR = user("noor_k", "Noor Kestrel");

  public static final List<User> ALL = List.of(INES, TAREK, MEI, NOOR);

  private SampleUsers() {}

  /** Signs all of them up who are not known yet, through the real triggers. */
  static void signUp(LocalUserPool pool, Rows rows) {
    for (User user : ALL) {
      try {
        signUp(user, pool, rows);
      } catch (RefusedException e) {
        throw new StartupException(
            "The sample user @"
                + user.handle()
                + " cannot sign up ("
                + e.getMessage()
                + "): another has the handle in this table. Use another table, or another directory for --data",
            e);
      }
    }
  }

  private static void signUp(User user, LocalUserPool pool, Rows rows) throws RefusedException {
    boolean isInTable = rows.get(new RowKey.OfSignIn(user.sub())).isPresent();
    if (pool.find(user.handle()).isPresent()) {
      if (!isInTable) {
        pool.signIn(user);
      }
    } else if (isInTable) {
      pool.add(user);
    } else {
      pool.signUp(user);
    }
  }

  private static User user(String handle, String displayName) {
    String sub = UUID.nameUUIDFromBytes(("sample user " + handle).getBytes(StandardCharsets.UTF_8)).toString();
    return new User(sub, handle, displayName, handle + "@example.com");
  }
}
