package cruddur.local.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cruddur.local.fixture.Eventually;
import cruddur.messaging.port.row.UserProfile;
import cruddur.toolkit.sample.LocalUser;
import cruddur.toolkit.users.AppUser;
import cruddur.toolkit.users.UsersTable;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Users who sign up are in the local Postgres, as the trigger of Cruddur's Flask app does it. */
class SignUpInPostgresTest {

  private static final SignedUpUser BEFORE = user("alder_p", "1");
  private static final SignedUpUser AFTER = user("birch_p", "2");

  @Test
  void usersAreAddedAtTheStartAndAtEachSignUp() throws Exception {
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(log, true, StandardCharsets.UTF_8);
        BackgroundPostgres postgres =
            BackgroundPostgres.start(0, Optional.empty(), () -> List.of(BEFORE), out)) {
      // While the server starts, the user is in the pool already, but not in the database.
      postgres.add(BEFORE);
      Eventually.holds(() -> log.toString(StandardCharsets.UTF_8).contains("postgresql://"));
      postgres.add(AFTER);

      String address = log.toString(StandardCharsets.UTF_8).replaceAll("(?s).*@(\\S+).*", "$1");
      try (Connection connection =
          DriverManager.getConnection("jdbc:postgresql://" + address + "?user=postgres")) {
        List<AppUser> users = new UsersTable(connection).all();
        assertEquals(
            List.of(appUser(BEFORE), appUser(AFTER)),
            users.stream().filter(user -> user.profile().handle().endsWith("_p")).toList());
      }
      postgres.add(user("ALDER_P", "3"));
      assertEquals(
          "A user who signed up was not added to Postgres: another user has the handle or the email there.",
          log.toString(StandardCharsets.UTF_8).lines().toList().getLast());
    }
  }

  private static AppUser appUser(SignedUpUser user) {
    return new AppUser(user.profile(), Optional.of(user.user().sub()));
  }

  private static SignedUpUser user(String handle, String digit) {
    return new SignedUpUser(
        new LocalUser("sub-" + digit, handle, handle, digit + "@example.com"),
        new UserProfile("00000000-0000-4000-8000-00000000000" + digit, handle, handle));
  }
}
