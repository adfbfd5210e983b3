package cruddur.commands.postgres;

import cruddur.commands.terminal.CommandFailedException;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.util.PSQLException;

/** A database. Errors become one line for the operator, and every wait has a timeout. */
public record Database(PostgresAddress address) {

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

  /** For connecting and authenticating. */
  private static final Duration LOGIN_TIMEOUT = Duration.ofSeconds(10);

  /** For the next bytes of a response. */
  private static final Duration READ_TIMEOUT = Duration.ofSeconds(60);

  /**
   * Work on one connection.
   *
   * @param <T> the result
   */
  @FunctionalInterface
  public interface Work<T> {

    T on(Connection connection) throws SQLException;
  }

  /**
   * Runs work in one transaction, which is rolled back if the work throws.
   *
   * @throws CommandFailedException if the connection or a statement fails
   */
  public <T> T inTransaction(Work<T> work) {
    try (Connection connection = source().getConnection()) {
      connection.setAutoCommit(false);
      // Closing the connection without a commit rolls back.
      T result = work.on(connection);
      connection.commit();
      return result;
    } catch (SQLException e) {
      throw explained(e);
    }
  }

  private PGSimpleDataSource source() {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(address.jdbcUrl());
    source.setDatabaseName(address.database());
    source.setUser(address.user());
    address.password().ifPresent(source::setPassword);
    source.setApplicationName("cruddur");
    source.setConnectTimeout((int) CONNECT_TIMEOUT.toSeconds());
    source.setLoginTimeout((int) LOGIN_TIMEOUT.toSeconds());
    source.setSocketTimeout((int) READ_TIMEOUT.toSeconds());
    // Error details contain values of rows, such as email addresses.
    source.setLogServerErrorDetail(false);
    address.settings().forEach(source::setProperty);
    return source;
  }

  private CommandFailedException explained(SQLException e) {
    String line =
        switch (String.valueOf(e.getSQLState())) {
          case "28P01" ->
              "%s rejects the password of %s: correct it in the address, in PGPASSWORD or in ~/.pgpass"
                  .formatted(address.servers(), address.user());
          case "08004" ->
              "%s requires a password for %s: set it in the address, in PGPASSWORD or in ~/.pgpass"
                  .formatted(address.servers(), address.user());
          case "3D000" ->
              "Database %s does not exist at %s: create it, or name another with --database"
                  .formatted(address.database(), address.servers());
          case "23502" ->
              "public.users at %s requires a sign-in for every user, and nothing was written: run ALTER TABLE public.users ALTER"
                      .formatted(address.servers())
                  + " COLUMN cognito_user_id DROP NOT NULL";
          case "42P01" ->
              "Database %s at %s has no table public.users: create it with bin/cruddur users schema-load, or name another"
                      .formatted(address.database(), address.servers())
                  + " database with --database";
          case "42703" ->
              "Table public.users at %s lacks a column: %s. bin/cruddur users schema-load prints which columns it needs"
                  .formatted(address.servers(), message(e));
          case "08001", "08006" ->
              "Postgres does not respond at %s: start it (bin/up starts one), or name another with --database. %s"
                  .formatted(address.servers(), message(e));
          default -> "%s rejected the request: %s".formatted(address.servers(), message(e));
        };
    return new CommandFailedException(line, e);
  }

  private static String message(SQLException e) {
    // The message of a batch failure repeats the statement; the next exception has the error of the
    // server.
    SQLException failure =
        e instanceof BatchUpdateException && e.getNextException() != null
            ? e.getNextException()
            : e;
    String message =
        failure instanceof PSQLException response && response.getServerErrorMessage() != null
            ? response.getServerErrorMessage().getMessage()
            : failure.getMessage();
    return String.valueOf(message).lines().findFirst().orElse("");
  }
}
