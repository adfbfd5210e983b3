package cruddur.commands.postgres;

import cruddur.commands.terminal.CommandFailedException;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.util.PSQLException;

/** A database, and its refusals in an operator's words. Every wait on it has an end. */
public record Database(PostgresAddress address) {

  private static final Duration CONNECT = Duration.ofSeconds(5);

  /** Connecting and signing in. */
  private static final Duration LOGIN = Duration.ofSeconds(10);

  /** Until the next bytes of a response. */
  private static final Duration READ = Duration.ofSeconds(60);

  /**
   * Work on one connection.
   *
   * @param <T> what it gives
   */
  @FunctionalInterface
  public interface Work<T> {

    T on(Connection connection) throws SQLException;
  }

  /**
   * Does work in one transaction: all of it stands in the end, or, when it throws, nothing.
   *
   * @throws CommandFailedException when the database cannot be had, or refuses
   */
  public <T> T inTransaction(Work<T> work) {
    try (Connection connection = source().getConnection()) {
      connection.setAutoCommit(false);
      // Closed without a commit, the connection takes it all back.
      T result = work.on(connection);
      connection.commit();
      return result;
    } catch (SQLException e) {
      throw explained(e);
    }
  }

  private PGSimpleDataSource source() {
    PGSimpleDataSource source = new PGSimpleDataSource();
    List<PostgresAddress.Host> hosts = address.hosts();
    source.setServerNames(hosts.stream().map(PostgresAddress.Host::name).toArray(String[]::new));
    source.setPortNumbers(hosts.stream().mapToInt(PostgresAddress.Host::port).toArray());
    source.setDatabaseName(address.database());
    source.setUser(address.user());
    address.password().ifPresent(source::setPassword);
    source.setApplicationName("cruddur");
    source.setConnectTimeout((int) CONNECT.toSeconds());
    source.setLoginTimeout((int) LOGIN.toSeconds());
    source.setSocketTimeout((int) READ.toSeconds());
    // The details of an error are values of rows: e-mail addresses among them.
    source.setLogServerErrorDetail(false);
    address.settings().forEach(source::setProperty);
    return source;
  }

  private CommandFailedException explained(SQLException e) {
    String what =
        switch (String.valueOf(e.getSQLState())) {
          case "28P01" ->
              "%s refuses the password of %s: correct it in the address, in PGPASSWORD or in ~/.pgpass"
                  .formatted(address.server(), address.user());
          case "08004" ->
              "%s wants a password of %s: put it in the address, in PGPASSWORD or in ~/.pgpass"
                  .formatted(address.server(), address.user());
          case "3D000" ->
              "There is no database %s at %s: create it, or name another with --database"
                  .formatted(address.database(), address.server());
          case "23502" ->
              "public.users at %s wants a sign-in id of every user, and nothing was written: ALTER TABLE public.users ALTER"
                      .formatted(address.server())
                  + " COLUMN cognito_user_id DROP NOT NULL";
          case "42P01" ->
              "The database %s at %s has no table public.users: bin/cruddur users schema-load makes it, or name another"
                      .formatted(address.database(), address.server())
                  + " database with --database";
          case "42703" ->
              "The table public.users at %s lacks a column: %s. bin/cruddur users schema-load says which it needs"
                  .formatted(address.server(), message(e));
          case "08001", "08006" ->
              "Nothing answers at %s as Postgres does: start it there (bin/up starts one), or name another with --database. %s"
                  .formatted(address.server(), message(e));
          default -> "%s refuses: %s".formatted(address.server(), message(e));
        };
    return new CommandFailedException(what, e);
  }

  private static String message(SQLException e) {
    // What a batch throws repeats the statement, and has the server's answer behind it.
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
