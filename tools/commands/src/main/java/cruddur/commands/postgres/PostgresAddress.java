package cruddur.commands.postgres;

import cruddur.commands.terminal.CommandFailedException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.postgresql.PGProperty;
import org.postgresql.ssl.DefaultJavaSSLFactory;

/**
 * A database's address as psql takes it: {@code postgresql://user:password@host:port/db?sslmode=
 * require}, every part but the scheme optional, several hosts with commas between. The syntax is
 * that of libpq ("Connection URIs" in its manual); what is left out comes from psql's environment
 * variables, and then from psql's defaults.
 *
 * @param hosts tried in this order
 * @param password empty where the driver looks it up in the password file, as psql does
 * @param settings the driver's, by its names for them
 */
public record PostgresAddress(
    List<Host> hosts,
    String database,
    String user,
    Optional<String> password,
    Map<PGProperty, String> settings) {

  /** One server. */
  public record Host(String name, int port) {

    @Override
    public String toString() {
      return name + ":" + port;
    }
  }

  private static final Pattern URI =
      Pattern.compile(
          "postgres(?:ql)?://"
              + "(?:(?<user>[^:@/]*)(?::(?<password>[^@/]*))?@)?"
              + "(?<hosts>[^/?]*)"
              + "(?:/(?<database>[^?]*))?"
              + "(?:\\?(?<parameters>.*))?");

  private static final Pattern HOST =
      Pattern.compile("(?<name>\\[[^\\]]*\\]|[^:]*)(?::(?<port>\\d*))?");

  /** What libpq calls its parameters, and the driver its settings. */
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

  private static final String DEFAULT_HOST = "localhost";
  private static final int DEFAULT_PORT = 5432;
  private static final int LARGEST_PORT = 65_535;

  /**
   * Reads an address.
   *
   * @param environment where psql's variables are looked up ({@code PGUSER}, {@code PGPASSWORD},
   *     {@code PGHOST}, {@code PGPORT}, {@code PGDATABASE}, {@code PGSSLMODE})
   * @throws CommandFailedException when it is none; the message does not repeat it, since it may
   *     hold a password
   */
  public static PostgresAddress parse(String uri, Map<String, String> environment) {
    Matcher parts = URI.matcher(uri);
    if (!parts.matches()) {
      throw new CommandFailedException(
          "The database's address is not of the form postgresql://user:password@host:port/database: correct --database,"
              + " CONNECTION_URL or PROD_CONNECTION_URL");
    }
    Parts given = new Parts(parts, parameters(parts.group("parameters")));
    String user =
        given
            .text("user")
            .or(() -> variable(environment, "PGUSER"))
            .orElseGet(() -> System.getProperty("user.name"));
    return new PostgresAddress(
        hosts(given, environment),
        given.text("database", "dbname").or(() -> variable(environment, "PGDATABASE")).orElse(user),
        user,
        given.text("password").or(() -> variable(environment, "PGPASSWORD")),
        settings(given.parameters(), environment));
  }

  /** The servers as they are named in a message. */
  public String server() {
    return hosts.stream().map(Host::toString).collect(Collectors.joining(","));
  }

  /** Without the password. */
  @Override
  public String toString() {
    return "postgresql://%s@%s/%s".formatted(user, server(), database);
  }

  /** The parts of an address, a parameter taking precedence over the part of the same meaning. */
  private record Parts(Matcher matcher, Map<String, String> parameters) {

    Optional<String> text(String group) {
      return text(group, group);
    }

    Optional<String> text(String group, String parameter) {
      return Optional.ofNullable(parameters.get(parameter))
          .or(() -> Optional.ofNullable(matcher.group(group)).map(PostgresAddress::decoded))
          .filter(text -> !text.isEmpty());
    }
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
            "In the database's address a parameter after the ? has no value: write name=value");
      }
      parameters.put(
          decoded(parameter.substring(0, separator)), decoded(parameter.substring(separator + 1)));
    }
    return parameters;
  }

  private static List<Host> hosts(Parts given, Map<String, String> environment) {
    String names =
        Optional.ofNullable(given.parameters().get("host"))
            .or(() -> Optional.of(given.matcher().group("hosts")).filter(text -> !text.isEmpty()))
            .or(() -> variable(environment, "PGHOST"))
            .orElse(DEFAULT_HOST);
    String port =
        Optional.ofNullable(given.parameters().get("port"))
            .or(() -> variable(environment, "PGPORT"))
            .orElse(Integer.toString(DEFAULT_PORT));
    List<Host> hosts = new ArrayList<>();
    for (String host : names.split(",", -1)) {
      hosts.add(host(host, port));
    }
    return hosts;
  }

  private static Host host(String text, String defaultPort) {
    Matcher parts = HOST.matcher(text);
    if (!parts.matches()) {
      throw new CommandFailedException(
          "In the database's address, %s is not host:port".formatted(text));
    }
    String name = decoded(parts.group("name")).replaceAll("[\\[\\]]", "");
    if (name.startsWith("/")) {
      throw new CommandFailedException(
          "The database's address names a Unix socket, which Java's driver does not speak: name host and port");
    }
    String port = parts.group("port");
    return new Host(
        name.isEmpty() ? DEFAULT_HOST : name,
        port(port == null || port.isEmpty() ? defaultPort : port));
  }

  private static int port(String text) {
    if (text.matches("\\d{1,5}")) {
      int port = Integer.parseInt(text);
      if (1 <= port && port <= LARGEST_PORT) {
        return port;
      }
    }
    throw new CommandFailedException(
        "In the database's address, %s is no port: it is a number from 1 to 65535".formatted(text));
  }

  private static Map<PGProperty, String> settings(
      Map<String, String> parameters, Map<String, String> environment) {
    Map<PGProperty, String> settings = new EnumMap<>(PGProperty.class);
    variable(environment, "PGSSLMODE").ifPresent(mode -> settings.put(PGProperty.SSL_MODE, mode));
    parameters.forEach((name, value) -> {
      switch (name) {
        case "host", "port", "dbname", "user", "password" -> {}
        // libpq takes this one of JDBC's too.
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
          "In the database's address, the parameter %s is not understood: leave it out"
              .formatted(parameter));
    }
    return setting;
  }

  private static Optional<String> variable(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
  }

  /** Undoes percent-encoding; a plus sign is one. */
  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new CommandFailedException(
          "In the database's address a % is not followed by two hexadecimal digits: write %25 for a percent sign",
          e);
    }
  }
}
