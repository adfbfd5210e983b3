package cruddur.commands.deployment;

import cruddur.store.dynamodb.DynamoDbClients;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A deployment that is the system of {@code bin/up}, running on this machine. */
public final class LocalDeployment {

  /** DynamoDB Local takes any. */
  private static final StaticCredentialsProvider CREDENTIALS =
      StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local"));

  private static final Duration CONNECT = Duration.ofSeconds(2);

  private LocalDeployment() {}

  /**
   * Finds it.
   *
   * @param port the API's
   * @throws DeploymentNotFoundException when it does not run there
   */
  public static Deployment find(int port) throws DeploymentNotFoundException, InterruptedException {
    URI api = URI.create("http://localhost:" + port);
    HttpClient client = HttpClient.newBuilder().connectTimeout(CONNECT).build();
    LocalHttp http = new LocalHttp(client, api);
    LocalHttp.Answer table = table(http, port);
    DynamoDbClient items =
        DynamoDbClients.builder()
            .endpointOverride(URI.create(table.body().path("endpoint").asText()))
            .region(Region.US_EAST_1)
            .credentialsProvider(CREDENTIALS)
            .build();
    LocalLogLocations whereabouts = new LocalLogLocations(api);
    return new Deployment(
        "the system on this machine",
        api,
        new LocalSignIns(http, whereabouts),
        new TableItems(items, table.body().path("table").asText()),
        whereabouts,
        () -> {
          items.close();
          client.close();
        });
  }

  private static LocalHttp.Answer table(LocalHttp http, int port)
      throws DeploymentNotFoundException, InterruptedException {
    try {
      LocalHttp.Answer response = http.get("/local/dynamodb");
      if (response.status() == 200 && response.body().hasNonNull("table")) {
        return response;
      }
    } catch (IOException e) {
      throw notFound("Nothing of ours answers at port " + port, e);
    }
    throw notFound("What answers at port " + port + " is not bin/up", null);
  }

  private static DeploymentNotFoundException notFound(String what, Throwable cause) {
    return new DeploymentNotFoundException(
        what + ": start bin/up, or name its port with --port N", cause);
  }
}
