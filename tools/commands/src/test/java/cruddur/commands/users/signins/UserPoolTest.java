package cruddur.commands.users.signins;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;

/** The requests that reach Cognito: moto accepts some that Cognito rejects. */
class UserPoolTest {

  private static final List<String> PAGES =
      List.of(
          """
          {"Users":[
            {"Username":"name-1","Attributes":[
              {"Name":"sub","Value":"sub-1"},{"Name":"email","Value":"otter@example.com"},
              {"Name":"preferred_username","Value":"otter"}]},
            {"Username":"name-2","Attributes":[{"Name":"sub","Value":"sub-2"}]}],
           "PaginationToken":"next"}
          """,
          """
          {"Users":[{"Username":"name-3","Attributes":[]},{"Username":"name-4"}]}
          """);

  private final List<String> requests = new ArrayList<>();
  private HttpServer server;

  @BeforeEach
  void startServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::respond);
    server.start();
  }

  @AfterEach
  void stopServer() {
    server.stop(0);
  }

  @Test
  void usersAreListedWithoutNamingAttributesAndWhicheverTheyLack() {
    List<PoolUser> users = new ArrayList<>();
    try (CognitoIdentityProviderClient client =
        CognitoIdentityProviderClient.builder()
            .endpointOverride(URI.create("http://localhost:" + server.getAddress().getPort()))
            .region(Region.US_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
            .httpClient(UrlConnectionHttpClient.create())
            .build()) {
      new UserPool(client, "us-east-1_pool", "Cognito in us-east-1").forEachUser(users::add);
    }

    assertEquals(
        List.of(
            "ListUsers {\"UserPoolId\":\"us-east-1_pool\"}",
            "ListUsers {\"UserPoolId\":\"us-east-1_pool\",\"PaginationToken\":\"next\"}"),
        requests);
    assertEquals(
        List.of(
            new PoolUser("sub-1", Optional.of("otter")),
            new PoolUser("sub-2", Optional.empty()),
            new PoolUser("name-3", Optional.empty()),
            new PoolUser("name-4", Optional.empty())),
        users);
  }

  private void respond(HttpExchange exchange) throws IOException {
    try (exchange) {
      String operation = exchange.getRequestHeaders().getFirst("X-Amz-Target");
      requests.add(
          operation.substring(operation.indexOf('.') + 1)
              + " "
              + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
      byte[] page = PAGES.get(requests.size() - 1).getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(200, page.length);
      exchange.getResponseBody().write(page);
    }
  }
}
