package cruddur.local.postgres;

import cruddur.local.StartupException;
import cruddur.local.cognito.User;
import cruddur.local.sample.SampleUsers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * {@code public.users} with the sample users, and the sign-ins that they have in the local user
 * pool. The statements are those of the operator's commands, read from this project's folder.
 *
 * @param statements the folder of their files
 */
public record UsersTable(Path statements) {

  /** That of a project in this folder. */
  public static UsersTable of(Path home) {
    return new UsersTable(home.resolve("commands/src/main/resources/cruddur/commands/users"));
  }

  /**
   * Makes what is missing of it; what is there stays as it is.
   *
   * @throws StartupException when Postgres refuses, or the files cannot be read
   */
  void load(PostgresServer server) {
    try (Connection connection = server.connect()) {
      if (!isThere(connection)) {
        execute(connection, sql("schema.sql"));
      }
      for (User user : SampleUsers.ALL) {
        add(connection, user);
      }
    } catch (SQLException | IOException e) {
      throw new StartupException(
          "Sample users cannot be loaded into %s: %s".formatted(server.address(), e.getMessage()),
          e);
    }
  }

  private boolean isThere(Connection connection) throws SQLException, IOException {
    try (Statement statement = connection.createStatement();
        ResultSet answer = statement.executeQuery(sql("exists.sql"))) {
      answer.next();
      return answer.getBoolean(1);
    }
  }

  private void add(Connection connection, User user) throws SQLException, IOException {
    String uuid = SampleUsers.profile(user).uuid();
    execute(connection, sql("insert.sql"), uuid, user.displayName(), user.handle(), user.email());
    String noSignIn = null;
    execute(connection, sql("bind.sql"), user.sub(), uuid, noSignIn);
  }

  private static void execute(Connection connection, String sql, String... parameters)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setString(i + 1, parameters[i]);
      }
      statement.execute();
    }
  }

  private String sql(String file) throws IOException {
    return Files.readString(statements.resolve(file));
  }
}
