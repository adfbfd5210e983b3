package cruddur.web;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A static host with the files of the page and the {@code config.json} of a deployment. */
final class StaticHost implements AutoCloseable {

  private static final Path PAGE = Path.of("page");
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html", "js", "text/javascript", "css", "text/css", "svg", "image/svg+xml");

  private final StubServer server = new StubServer(this::handle);
  private volatile URI api = URI.create("http://localhost");
  private volatile URI signIn = URI.create("http://localhost");
  private volatile String config = "";

  URI address() {
    return server.address();
  }

  /** Sets the addresses of the deployed system. */
  void configure(URI api, URI signIn) {
    this.api = api;
    this.signIn = signIn;
    configure(
        "{\"api\":\"%s\",\"signIn\":\"%s\",\"client\":\"%s\"}"
            .formatted(api, signIn, HostedSignIn.CLIENT));
  }

  /** Sets the content of {@code config.json}. */
  void configure(String config) {
    this.config = config;
  }

  private void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    if (path.equals("/config.json")) {
      respond(exchange, "application/json", config);
      return;
    }
    Path file = PAGE.resolve(path.equals("/") ? "index.html" : path.substring(1));
    if (!Files.isRegularFile(file)) {
      StubServer.respond(exchange, 404, Map.of(), new byte[0]);
      return;
    }
    String extension = path.equals("/") ? "html" : path.substring(path.lastIndexOf('.') + 1);
    respond(exchange, TYPES.get(extension), withLocalPolicy(Files.readString(file)));
  }

  /** Replaces the hosts of AWS in the content security policy by those of the test. */
  private String withLocalPolicy(String text) {
    return text.replace("https://*.amazonaws.com", api.resolve("/").toString())
        .replace("https://*.amazoncognito.com", signIn.resolve("/").toString());
  }

  private static void respond(HttpExchange exchange, String type, String text) throws IOException {
    StubServer.respond(
        exchange,
        200,
        Map.of("content-type", List.of(type)),
        text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    server.close();
  }
}
