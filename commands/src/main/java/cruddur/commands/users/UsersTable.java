package cruddur.commands.users;

import cruddur.commands.postgres.SqlFile;
import cruddur.commands.terminal.CommandFailedException;
import cruddur.conversation.rows.UserProfile;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code public.users}, within a transaction. The statements stand in files. */
public record UsersTable(Connection connection) {

  /** Rows that the driver holds at once. */
  private static final int FETCHED = 1000;

  /** Whether it is there. */
  public boolean exists() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet answer = statement.executeQuery(sql("exists.sql"))) {
      answer.next();
      return answer.getBoolean(1);
    }
  }

  /** Makes it. */
  public void create() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql("schema.sql"));
    }
  }

  /** What it lacks of what {@link #create} makes: a line each, with the remedy. */
  public List<String> lacks() throws SQLException {
    List<String> lacks = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet answer = statement.executeQuery(sql("lacks.sql"))) {
      while (answer.next()) {
        lacks.add(answer.getString(1));
      }
    }
    return lacks;
  }

  /**
   * Adds a user without a sign-in.
   *
   * @return {@code false} when his uuid, handle or e-mail address is taken; nothing changes then
   */
  public boolean add(UserProfile profile, String email) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(sql("insert.sql"))) {
      insert.setString(1, profile.uuid());
      insert.setString(2, profile.displayName());
      insert.setString(3, profile.handle());
      insert.setString(4, email);
      return insert.executeUpdate() == 1;
    }
  }

  /** All users, by handle. */
  public List<User> all() throws SQLException {
    List<User> users = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(sql("all.sql"))) {
      select.setFetchSize(FETCHED);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          users.add(
              new User(
                  new UserProfile(
                      rows.getString("uuid"),
                      rows.getString("handle"),
                      rows.getString("display_name")),
                  Optional.ofNullable(rows.getString("cognito_user_id"))));
        }
      }
    }
    return users;
  }

  /**
   * Gives users other sign-ins.
   *
   * @throws CommandFailedException when a user has another sign-in by now than was read
   */
  void bind(List<SignInPlan.Change> changes) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(sql("bind.sql"))) {
      for (SignInPlan.Change change : changes) {
        update.setString(1, change.to().orElse(null));
        update.setString(2, change.user().uuid());
        update.setString(3, change.from().orElse(null));
        update.addBatch();
      }
      for (int changed : update.executeBatch()) {
        if (changed != 1) {
          throw new CommandFailedException(
              "public.users has changed meanwhile, and nothing was written: run it again");
        }
      }
    }
  }

  private static String sql(String file) {
    return SqlFile.read(UsersTable.class, file);
  }
}
