package cruddur.commands.verification.api;

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

/** Client of the deployment's HTTP API. */
public final class Api implements AutoCloseable {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

  private final HttpClient client = HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT).build();
  private final URI address;
  private final Duration responseTimeout;
  private final Diagnosis diagnosis;
  private final Timings timings = new Timings();

  public Api(URI address, Duration responseTimeout, Diagnosis diagnosis) {
    this.address = address;
    this.responseTimeout = responseTimeout;
    this.diagnosis = diagnosis;
  }

  /** The response times so far. */
  public Timings timings() {
    return timings;
  }

  /** Sends a request and fails unless the response has this status. */
  public ApiResponse expect(int status, ApiRequest request)
      throws DeploymentFailureException, InterruptedException {
    ApiResponse response = send(request);
    if (response.status() != status) {
      throw new DeploymentFailureException(
          "%s instead of %d".formatted(response, status), diagnosis.of(response));
    }
    return response;
  }

  /** Sends a request and returns the response, whatever its status. */
  public ApiResponse send(ApiRequest request)
      throws DeploymentFailureException, InterruptedException {
    HttpRequest.Builder httpRequest =
        HttpRequest.newBuilder(address.resolve(request.target()))
            .method(request.method(), body(request))
            .timeout(responseTimeout);
    request.headers().forEach(httpRequest::header);
    long start = System.nanoTime();
    try {
      HttpResponse<String> httpResponse = client.send(httpRequest.build(), BodyHandlers.ofString());
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      ApiResponse response =
          new ApiResponse(
              request,
              httpResponse.statusCode(),
              httpResponse.headers(),
              json(httpResponse.body()),
              took);
      if (response.status() < 400 && !request.method().equals("OPTIONS")) {
        timings.add(request.route(), took);
      }
      return response;
    } catch (IOException e) {
      throw new DeploymentFailureException(
          "%s got no response: %s".formatted(request, diagnosis.name(e)),
          diagnosis.of(request.route(), e),
          e);
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
    client.close();
  }

  private static BodyPublisher body(ApiRequest request) {
    return request.body().map(BodyPublishers::ofString).orElseGet(BodyPublishers::noBody);
  }

  private static JsonNode json(String body) {
    try {
      return JSON.readTree(body);
    } catch (IOException e) {
      return TextNode.valueOf(body);
    }
  }
}
