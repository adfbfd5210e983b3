package cruddur.commands.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import cruddur.commands.terminal.CommandFailedException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.PGProperty;

class PostgresAddressTest {

  private static final Map<String, String> NO_VARIABLES = Map.of();

  @Test
  void everyPartIsParsed() {
    assertEquals(
        new PostgresAddress(
            "db.example:6543",
            "cruddur",
            "app",
            Optional.of("p@ss/word"),
            Map.of(PGProperty.SSL_MODE, "require", PGProperty.CONNECT_TIMEOUT, "3")),
        PostgresAddress.parse(
            "postgresql://app:p%40ss%2Fword@db.example:6543/cruddur?sslmode=require&connect_timeout=3",
            NO_VARIABLES));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          postgres://u@h/d                          | postgresql://u@h:5432/d
          postgresql://u@h                          | postgresql://u@h:5432/u
          postgresql://u@/d                         | postgresql://u@localhost:5432/d
          postgresql://u@one,two:5433/d             | postgresql://u@one:5432,two:5433/d
          postgresql://u@[::1]:5433/d               | postgresql://u@[::1]:5433/d
          postgresql:///d?host=h&port=5433&user=u   | postgresql://u@h:5433/d
          postgresql://u@one,two:5434/d?port=5433   | postgresql://u@one:5433,two:5434/d
          postgresql://u@h:/d                       | postgresql://u@h:5432/d
          postgresql://u+1@h/a%20b                  | postgresql://u+1@h:5432/a b
          """)
  void theFormsOfPsqlAreParsed(String uri, String meaning) {
    assertEquals(meaning, PostgresAddress.parse(uri, NO_VARIABLES).toString());
  }

  @Test
  void missingPartsComeFromTheVariablesOfPsql() {
    PostgresAddress address =
        PostgresAddress.parse(
            "postgresql://",
            Map.of(
                "PGUSER", "u",
                "PGPASSWORD", "secret",
                "PGHOST", "h",
                "PGPORT", "5433",
                "PGDATABASE", "d",
                "PGSSLMODE", "verify-full"));

    assertEquals("postgresql://u@h:5433/d", address.toString());
    assertEquals(Optional.of("secret"), address.password());
    assertEquals(Map.of(PGProperty.SSL_MODE, "verify-full"), address.settings());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          mysql://u:secret@h/d                | The database address is not of the form postgresql://user:password@host:port/database: correct --database, CONNECTION_URL or PROD_CONNECTION_URL
          postgresql://u:secret@h:a/d         | In the database address, h:a is not host:port with a port from 1 to 65535
          postgresql://u:secret@h:0/d         | In the database address, h:0 is not host:port with a port from 1 to 65535
          postgresql://u:secret@h/d?color=red | In the database address, the parameter color is not supported: leave it out
          postgresql://u:secret@h/d?sslmode   | In the database address, a parameter after the ? has no value: write name=value
          postgresql://u:secret%@h/d          | In the database address, a % is not followed by two hexadecimal digits: write %25 for a percent sign
          postgresql://u:secret@%2Frun/d      | The database address names a Unix socket, which the JDBC driver does not support: name host and port
          """)
  void anErrorIsNamedWithoutThePassword(String uri, String message) {
    CommandFailedException refusal =
        assertThrows(CommandFailedException.class, () -> PostgresAddress.parse(uri, NO_VARIABLES));
    assertEquals(message, refusal.getMessage());
    assertFalse(refusal.getMessage().contains("secret"));
  }
}
