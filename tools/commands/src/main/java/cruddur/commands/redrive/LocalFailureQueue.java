package cruddur.commands.redrive;

import com.fasterxml.jackson.databind.JsonNode;
import cruddur.commands.deployment.LocalHttp;
import cruddur.commands.terminal.CommandFailedException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The failure queue of the local system. */
final class LocalFailureQueue implements FailureQueue {

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
  private static final String DELETE = "/local/delete-failure";

  private final HttpClient client = HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT).build();
  private final URI url;
  private final LocalHttp http;

  LocalFailureQueue(URI url) {
    this.url = url;
    http = new LocalHttp(client, url);
  }

  @Override
  public List<Entry> take() {
    LocalHttp.Response response = send(() -> http.get(url.getPath()));
    if (response.status() != 200 || !response.body().isArray()) {
      throw unreachable(null);
    }
    List<Entry> entries = new ArrayList<>();
    for (JsonNode message : response.body()) {
      entries.add(
          new Entry(message.path("requestContext").path("requestId").asText(), message.toString()));
    }
    return entries;
  }

  @Override
  public void delete(Entry entry) {
    // Any status is accepted: the entry may be deleted already.
    send(() -> http.post(DELETE, Map.of("request_id", entry.id())));
  }

  @Override
  public void close() {
    client.close();
  }

  private LocalHttp.Response send(Request request) {
    try {
      return request.send();
    } catch (IOException e) {
      throw unreachable(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailedException("Interrupted", e);
    }
  }

  private CommandFailedException unreachable(Throwable cause) {
    return new CommandFailedException(
        "bin/up does not respond at %s. Start it, give its port as in --queue http://localhost:4567/local/failures, or"
                .formatted(url)
            + " give --prod.",
        cause);
  }

  @FunctionalInterface
  private interface Request {
    LocalHttp.Response send() throws IOException, InterruptedException;
  }
}
