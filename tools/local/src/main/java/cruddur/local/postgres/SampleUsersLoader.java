package cruddur.local.postgres;

import cruddur.toolkit.StartupException;
import cruddur.toolkit.sample.LocalUser;
import cruddur.toolkit.sample.SampleUsers;
import cruddur.toolkit.users.UsersTable;
import cruddur.toolkit.users.UsersTable.SignInChange;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Loads the sample users, with their sign-ins in the local user pool, into {@code public.users}.
 */
final class SampleUsersLoader {

  private SampleUsersLoader() {}

  /**
   * Creates the table and the users that do not exist. Existing ones stay unchanged.
   *
   * @throws StartupException if Postgres refuses
   */
  static void load(PostgresServer server) {
    try (Connection connection = server.connect()) {
      UsersTable table = new UsersTable(connection);
      if (!table.exists()) {
        table.create();
      }
      for (LocalUser user : SampleUsers.ALL) {
        add(table, user);
      }
    } catch (SQLException e) {
      throw new StartupException(
          "The sample users could not be loaded into %s: %s"
              .formatted(server.address(), e.getMessage()),
          e);
    }
  }

  private static void add(UsersTable table, LocalUser user) throws SQLException {
    var profile = SampleUsers.profile(user);
    table.add(profile, user.email());
    table.changeSignIns(
        List.of(new SignInChange(profile.uuid(), Optional.empty(), Optional.of(user.sub()))));
  }
}
