package cruddur.commands.deployment;

import cruddur.commands.targets.ProjectTemplate;
import cruddur.commands.terminal.CommandFailedException;
import cruddur.toolkit.clients.LocalClients;
import cruddur.toolkit.template.Template;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.lambda.LambdaClient;

/** The local system, as a deployment. */
public final class LocalDeployment {

  private static final Duration CONNECT = Duration.ofSeconds(2);
  private static final Duration READ = Duration.ofSeconds(20);

  private LocalDeployment() {}

  /**
   * Finds the local system.
   *
   * @param port the API's port
   * @param clients gets the clients that the deployment uses
   * @throws CommandFailedException if the local system does not listen there
   */
  public static Deployment find(int port, Clients clients) throws InterruptedException {
    URI api = URI.create("http://localhost:" + port);
    HttpClient client = clients.add(HttpClient.newBuilder().connectTimeout(CONNECT).build());
    LocalHttp http = new LocalHttp(client, api);
    LocalHttp.Response table = get(http, port, "/local/dynamodb", "table");
    DynamoDbClient items =
        clients.add(
            LocalClients.tables(URI.create(table.body().path("endpoint").asText()), READ, _ -> {}));
    LambdaClient functions = clients.add(LocalClients.create(LambdaClient.builder(), api, READ));
    Template template = template(http, port);
    LocalLogLocations logs = new LocalLogLocations(api);
    return new Deployment(
        new ApiSite(
            "the local system",
            api,
            template.httpApi().cors().allowOrigins(),
            template.eventApi().isPresent()),
        new LocalSignIns(http, logs),
        new TableItems(items, table.body().path("table").asText()),
        new Operations(
            new ScheduledFunctions(functions, template.functions(), UnaryOperator.identity(), logs),
            Optional.empty()),
        logs);
  }

  /** The template that the system runs, which need not be that of this checkout. */
  private static Template template(LocalHttp http, int port) throws InterruptedException {
    LocalHttp.Response template = get(http, port, "/local/template", "file");
    Map<String, String> parameters = new HashMap<>();
    template
        .body()
        .path("parameters")
        .properties()
        .forEach(parameter -> parameters.put(parameter.getKey(), parameter.getValue().asText()));
    return ProjectTemplate.read(Path.of(template.body().path("file").asText()), parameters);
  }

  private static LocalHttp.Response get(LocalHttp http, int port, String path, String expected)
      throws InterruptedException {
    try {
      LocalHttp.Response response = http.get(path);
      if (response.status() == 200 && response.body().hasNonNull(expected)) {
        return response;
      }
    } catch (IOException e) {
      throw notFound("No local system responds at port " + port, e);
    }
    throw notFound("The server at port " + port + " is not bin/up", null);
  }

  private static CommandFailedException notFound(String what, Throwable cause) {
    return new CommandFailedException(
        what + ". Start bin/up, or give its port with --port.", cause);
  }
}
