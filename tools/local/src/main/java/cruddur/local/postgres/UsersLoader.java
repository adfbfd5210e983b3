package cruddur.local.postgres;

import cruddur.toolkit.StartupException;
import cruddur.toolkit.sample.SampleUsers;
import cruddur.toolkit.users.UsersTable;
import cruddur.toolkit.users.UsersTable.SignInChange;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Loads users, with their sign-ins in the local user pool, into {@code public.users}. */
final class UsersLoader {

  private UsersLoader() {}

  /**
   * Creates the table, and adds the sample users and others that do not exist. Existing ones stay
   * unchanged.
   *
   * @throws StartupException if Postgres refuses
   */
  static void load(PostgresServer server, List<SignedUpUser> users) {
    Stream<SignedUpUser> samples =
        SampleUsers.ALL.stream().map(user -> new SignedUpUser(user, SampleUsers.profile(user)));
    try (Connection connection = server.connect()) {
      UsersTable table = new UsersTable(connection);
      if (!table.exists()) {
        table.create();
      }
      for (SignedUpUser user : Stream.concat(samples, users.stream()).toList()) {
        add(table, user);
      }
    } catch (SQLException e) {
      throw failure("The sample users could not be loaded into", server, e);
    }
  }

  /**
   * Adds a user.
   *
   * @return {@code false} if another user has the handle or the email
   * @throws StartupException if Postgres refuses
   */
  static boolean add(PostgresServer server, SignedUpUser user) {
    try (Connection connection = server.connect()) {
      return add(new UsersTable(connection), user);
    } catch (SQLException e) {
      throw failure("A user who signed up could not be added to", server, e);
    }
  }

  private static boolean add(UsersTable table, SignedUpUser user) throws SQLException {
    boolean isAdded = table.add(user.profile(), user.user().email());
    table.changeSignIns(
        List.of(
            new SignInChange(
                user.profile().uuid(), Optional.empty(), Optional.of(user.user().sub()))));
    return isAdded;
  }

  private static StartupException failure(String what, PostgresServer server, SQLException e) {
    return new StartupException(
        "%s %s: %s"
            .formatted(what, server.address(), e.getMessage().lines().findFirst().orElse("")),
        e);
  }
}
