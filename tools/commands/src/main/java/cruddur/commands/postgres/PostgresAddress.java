package cruddur.commands.postgres;

import cruddur.commands.terminal.CommandFailedException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postgresql.Driver;
import org.postgresql.PGProperty;
import org.postgresql.ssl.DefaultJavaSSLFactory;

/**
 * The address of a database in the form that psql takes ("Connection URIs" in the manual of libpq):
 * {@code postgresql://user:password@host:port/db?sslmode=require}. Every part but the scheme is
 * optional, and several hosts are separated by commas. A missing part comes from the environment
 * variables of psql, then from its defaults. The JDBC driver reads another form; this class
 * translates.
 *
 * @param servers {@code host:port}, several separated by commas, tried in this order
 * @param password empty if the driver is to look it up in the password file, as psql does
 * @param settings connection settings, by the driver's names
 */
public record PostgresAddress(
    String servers,
    String database,
    String user,
    Optional<String> password,
    Map<PGProperty, String> settings) {

  private static final Pattern URI =
      Pattern.compile(
          "postgres(?:ql)?://"
              + "(?:(?<user>[^:@/]*)(?::(?<password>[^@/]*))?@)?"
              + "(?<hosts>[^/?]*)"
              + "(?:/(?<database>[^?]*))?"
              + "(?:\\?(?<parameters>.*))?");

  private static final Pattern HOST_WITHOUT_PORT =
      Pattern.compile("(?<=^|,)(\\[[^\\]]*\\]|[^:,]*):?(?=,|$)");

  /** The driver's settings, by libpq's names for them. */
  private static final Map<String, PGProperty> SETTINGS =
      Map.ofEntries(
          Map.entry("application_name", PGProperty.APPLICATION_NAME),
          Map.entry("channel_binding", PGProperty.CHANNEL_BINDING),
          Map.entry("connect_timeout", PGProperty.CONNECT_TIMEOUT),
          Map.entry("gssencmode", PGProperty.GSS_ENC_MODE),
          Map.entry("options", PGProperty.OPTIONS),
          Map.entry("sslcert", PGProperty.SSL_CERT),
          Map.entry("sslkey", PGProperty.SSL_KEY),
          Map.entry("sslmode", PGProperty.SSL_MODE),
          Map.entry("sslnegotiation", PGProperty.SSL_NEGOTIATION),
          Map.entry("sslpassword", PGProperty.SSL_PASSWORD));

  /** The driver logs an address that it cannot read; {@link #parse} throws for it. */
  private static final Logger DRIVER = Logger.getLogger("org.postgresql");

  static {
    DRIVER.setLevel(Level.OFF);
  }

  /**
   * Parses an address.
   *
   * @param environment psql's variables: {@code PGUSER}, {@code PGPASSWORD}, {@code PGHOST}, {@code
   *     PGPORT}, {@code PGDATABASE}, {@code PGSSLMODE}
   * @throws CommandFailedException if the text is not an address; the message does not repeat the
   *     whole text, which may contain a password
   */
  public static PostgresAddress parse(String uri, Map<String, String> environment) {
    Matcher parts = URI.matcher(uri);
    if (!parts.matches()) {
      throw new CommandFailedException(
          "The database address is not of the form postgresql://user:password@host:port/database: correct --database,"
              + " CONNECTION_URL or PROD_CONNECTION_URL");
    }
    Parser parser = new Parser(parts, parameters(parts.group("parameters")), environment);
    String user =
        parser.part("user", "user", "PGUSER").orElseGet(() -> System.getProperty("user.name"));
    return new PostgresAddress(
        parser.servers(),
        parser.part("database", "dbname", "PGDATABASE").orElse(user),
        user,
        parser.part("password", "password", "PGPASSWORD"),
        parser.settings());
  }

  /** The driver's URL of the servers; the driver reads everything else from properties. */
  String jdbcUrl() {
    return "jdbc:postgresql://" + servers + "/";
  }

  /** Without the password. */
  @Override
  public String toString() {
    return "postgresql://%s@%s/%s".formatted(user, servers, database);
  }

  private static Map<String, String> parameters(String query) {
    Map<String, String> parameters = new TreeMap<>();
    if (query == null || query.isEmpty()) {
      return parameters;
    }
    for (String parameter : query.split("&", -1)) {
      int separator = parameter.indexOf('=');
      if (separator < 0) {
        throw new CommandFailedException(
            "In the database address, a parameter after the ? has no value: write name=value");
      }
      parameters.put(
          decoded(parameter.substring(0, separator)), decoded(parameter.substring(separator + 1)));
    }
    return parameters;
  }

  /** Percent-decodes. Unlike in a form, a plus sign is a plus sign. */
  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new CommandFailedException(
          "In the database address, a % is not followed by two hexadecimal digits: write %25 for a percent sign",
          e);
    }
  }

  /** Looks for each part in the parameters, then in the URI, then in the environment. */
  private record Parser(
      Matcher uri, Map<String, String> parameters, Map<String, String> environment) {

    Optional<String> part(String group, String parameter, String variable) {
      return Optional.ofNullable(parameters.get(parameter))
          .or(() -> Optional.ofNullable(uri.group(group)).map(PostgresAddress::decoded))
          .filter(text -> !text.isEmpty())
          .or(() -> variable(variable));
    }

    String servers() {
      String hosts = part("hosts", "host", "PGHOST").orElse("localhost");
      if (hosts.contains("/")) {
        throw new CommandFailedException(
            "The database address names a Unix socket, which the JDBC driver does not support: name host and port");
      }
      String port =
          Optional.ofNullable(parameters.get("port")).or(() -> variable("PGPORT")).orElse("5432");
      String servers =
          HOST_WITHOUT_PORT.matcher(hosts).replaceAll("$1:" + Matcher.quoteReplacement(port));
      if (servers.contains("?")
          || Driver.parseURL("jdbc:postgresql://" + servers + "/", null) == null) {
        throw new CommandFailedException(
            "In the database address, %s is not host:port with a port from 1 to 65535"
                .formatted(servers));
      }
      return servers;
    }

    Map<PGProperty, String> settings() {
      Map<PGProperty, String> settings = new EnumMap<>(PGProperty.class);
      variable("PGSSLMODE").ifPresent(mode -> settings.put(PGProperty.SSL_MODE, mode));
      parameters.forEach((name, value) -> {
        switch (name) {
          case "host", "port", "dbname", "user", "password" -> {}
          // libpq takes this parameter of JDBC too.
          case "ssl" ->
              settings.put(PGProperty.SSL_MODE, value.equals("true") ? "require" : "disable");
          case "sslrootcert" -> settings.putAll(rootCertificate(value));
          default -> settings.put(setting(name), value);
        }
      });
      return settings;
    }

    private static Map<PGProperty, String> rootCertificate(String file) {
      return file.equals("system")
          ? Map.of(PGProperty.SSL_FACTORY, DefaultJavaSSLFactory.class.getName())
          : Map.of(PGProperty.SSL_ROOT_CERT, file);
    }

    private static PGProperty setting(String parameter) {
      PGProperty setting = SETTINGS.get(parameter);
      if (setting == null) {
        throw new CommandFailedException(
            "In the database address, the parameter %s is not supported: leave it out"
                .formatted(parameter));
      }
      return setting;
    }

    private Optional<String> variable(String name) {
      return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
    }
  }
}
