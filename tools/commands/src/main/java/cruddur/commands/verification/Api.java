package cruddur.commands.verification;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import cruddur.commands.deployment.DeploymentFailureException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** The deployment's HTTP API, as a client of it sees it. */
final class Api implements AutoCloseable {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration CONNECT = Duration.ofSeconds(10);

  private final HttpClient client = HttpClient.newBuilder().connectTimeout(CONNECT).build();
  private final URI address;
  private final Duration longestResponse;
  private final Diagnosis causes;
  private final Timings timings = new Timings();

  /**
   * A client.
   *
   * @param longestResponse how long a response is waited for
   */
  Api(URI address, Duration longestResponse, Diagnosis causes) {
    this.address = address;
    this.longestResponse = longestResponse;
    this.causes = causes;
  }

  /** How long answers took so far. */
  Timings timings() {
    return timings;
  }

  /** Makes a call that is to be answered by this status. */
  ApiResponse expect(int status, ApiRequest call)
      throws DeploymentFailureException, InterruptedException {
    ApiResponse answer = send(call);
    if (answer.status() != status) {
      throw new DeploymentFailureException(
          "%s in place of %d".formatted(answer, status), causes.of(answer));
    }
    return answer;
  }

  /** Makes a call; any status will do. */
  ApiResponse send(ApiRequest call) throws DeploymentFailureException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address.resolve(call.target()))
            .method(call.method(), body(call))
            .timeout(longestResponse);
    call.headers().forEach(request::header);
    long start = System.nanoTime();
    try {
      HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      ApiResponse answer =
          new ApiResponse(
              call, response.statusCode(), response.headers(), json(response.body()), took);
      if (answer.status() < 400 && !call.method().equals("OPTIONS")) {
        timings.add(call.route(), took);
      }
      return answer;
    } catch (IOException e) {
      throw new DeploymentFailureException(
          "%s was not answered: %s".formatted(call, causes.name(e)), causes.of(call.route(), e), e);
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
    client.close();
  }

  private static BodyPublisher body(ApiRequest call) {
    return call.body().map(BodyPublishers::ofString).orElseGet(BodyPublishers::noBody);
  }

  private static JsonNode json(String body) {
    try {
      return JSON.readTree(body);
    } catch (IOException e) {
      return TextNode.valueOf(body);
    }
  }
}
