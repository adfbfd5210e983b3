package cruddur.toolkit.users;

import cruddur.messaging.port.row.UserProfile;
import cruddur.messaging.text.DisplayName;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The table {@code public.users}, in which an app keeps its users. The statements are in {@code
 * .sql} files beside this class.
 *
 * @param connection the transaction to work in
 */
public record UsersTable(Connection connection) {

  /** Rows that the driver fetches at once. */
  private static final int FETCH_SIZE = 1000;

  /**
   * One update of a user's sign-in.
   *
   * @param from the sign-in that is expected to be there
   * @param to the sign-in to write; empty for none
   */
  public record SignInChange(String userUuid, Optional<String> from, Optional<String> to) {}

  /** Whether the table exists. */
  public boolean exists() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql("exists.sql"))) {
      result.next();
      return result.getBoolean(1);
    }
  }

  /** Creates the table and its indexes. */
  public void create() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql("schema.sql"));
    }
  }

  /** Returns a line for each part that an existing table lacks, with the statement that adds it. */
  public List<String> missingParts() throws SQLException {
    List<String> missing = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql("missing-parts.sql"))) {
      while (result.next()) {
        missing.add(result.getString(1));
      }
    }
    return missing;
  }

  /**
   * Adds a user without a sign-in.
   *
   * @return {@code false} if the uuid, handle or email address is taken; nothing changes then
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
  public List<AppUser> all() throws SQLException {
    List<AppUser> users = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(sql("all.sql"))) {
      select.setFetchSize(FETCH_SIZE);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          users.add(user(rows));
        }
      }
    }
    return users;
  }

  private static AppUser user(ResultSet row) throws SQLException {
    String name = text(row, "display_name");
    return new AppUser(
        new UserProfile(text(row, "uuid"), text(row, "handle"), name),
        Optional.ofNullable(row.getString("cognito_user_id")),
        DisplayName.isTooLong(name));
  }

  /** A column that another schema may allow to be null. */
  private static String text(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getString(column)).orElse("");
  }

  /**
   * Writes sign-ins, in the given order, each only if the user still has the expected one.
   *
   * @return whether all of them were written
   */
  public boolean changeSignIns(List<SignInChange> changes) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(sql("change-sign-in.sql"))) {
      for (SignInChange change : changes) {
        update.setString(1, change.to().orElse(null));
        update.setString(2, change.userUuid());
        update.setString(3, change.from().orElse(null));
        update.addBatch();
      }
      return Arrays.stream(update.executeBatch()).allMatch(updated -> updated == 1);
    }
  }

  private static String sql(String file) {
    try (InputStream statements = UsersTable.class.getResourceAsStream(file)) {
      return new String(statements.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " could not be read", e);
    }
  }
}
