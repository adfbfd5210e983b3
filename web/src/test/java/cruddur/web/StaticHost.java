package cruddur.web;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A static host with the files of the page and the {@code config.json} of a deployment. */
final class StaticHost implements AutoCloseable {

  private static final Path PAGE = Path.of("page");
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html",
          "js", "text/javascript",
          "css", "text/css",
          "svg", "image/svg+xml",
          "png", "image/png",
          "webmanifest", "application/manifest+json");

  private final StubServer server = new StubServer(this::handle);
  private volatile URI api = URI.create("http://localhost");
  private volatile URI signIn = URI.create("http://localhost");
  private volatile String config = "";
  private volatile Future<?> released = CompletableFuture.completedFuture(null);

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

  /** Holds back all files but the document until an event. */
  void holdFilesUntil(Future<?> event) {
    released = event;
  }

  private void handle(HttpExchange exchange) throws IOException, InterruptedException {
    String path = exchange.getRequestURI().getPath();
    if (!path.equals("/")) {
      awaitRelease();
    }
    if (path.equals("/config.json")) {
      respond(exchange, "application/json", config.getBytes(StandardCharsets.UTF_8));
      return;
    }
    Path file = PAGE.resolve(path.equals("/") ? "index.html" : path.substring(1));
    if (!Files.isRegularFile(file)) {
      StubServer.respond(exchange, 404, Map.of(), new byte[0]);
      return;
    }
    String extension = path.equals("/") ? "html" : path.substring(path.lastIndexOf('.') + 1);
    respond(exchange, TYPES.get(extension), content(file, extension));
  }

  /** Fails after a time in which any browser paints. */
  private void awaitRelease() throws InterruptedException {
    try {
      released.get(20, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("the event did not happen", e);
    }
  }

  private byte[] content(Path file, String extension) throws IOException {
    return extension.equals("html")
        ? withLocalPolicy(Files.readString(file)).getBytes(StandardCharsets.UTF_8)
        : Files.readAllBytes(file);
  }

  /** Replaces the hosts of AWS in the content security policy by those of the test. */
  private String withLocalPolicy(String text) {
    return text.replace("https://*.amazonaws.com", api.resolve("/").toString())
        .replace("https://*.amazoncognito.com", signIn.resolve("/").toString());
  }

  private static void respond(HttpExchange exchange, String type, byte[] content)
      throws IOException {
    StubServer.respond(exchange, 200, Map.of("content-type", List.of(type)), content);
  }

  @Override
  public void close() {
    server.close();
  }
}
