package cruddur.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import cruddur.local.dynamodb.DynamoDbEndpoint;
import cruddur.store.dynamodb.item.MessagesTable;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * {@code bin/up --data}, killed under load. The system property {@code kills} says how often;
 * {@code .ci/run} sets it to 20.
 */
class KilledSystemTest {

  private static final int KILLS = Integer.getInteger("kills", 4);
  private static final long SEED = Long.getLong("kills.seed", 10);
  private static final int MAX_POSTS = 15;
  private static final int MAX_SIGN_UPS = 4;
  private static final List<String> SENDERS = List.of("ines_v", "tarek_o");
  private static final Pattern POSTGRES = Pattern.compile("^Postgres, for bin/cruddur: (.*)");
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final Set<String> sent = ConcurrentHashMap.newKeySet();
  private final Set<String> signedUp = ConcurrentHashMap.newKeySet();

  @Test
  @Timeout(1800)
  void whatWasAcknowledgedIsThereAndNoProcessIsLeft(@TempDir Path data) throws Exception {
    Random random = new Random(SEED);
    for (int kill = 0; kill < KILLS; kill++) {
      try (UpProcess up = UpProcess.start(Map.of(), "--data=" + data)) {
        assertComplete(up);
        killUnderLoad(
            up,
            "%d-".formatted(kill),
            kill % 2 == 0
                ? new Load(1 + random.nextInt(MAX_POSTS), 0)
                : new Load(0, 1 + random.nextInt(MAX_SIGN_UPS)));
      }
    }
    try (UpProcess up = UpProcess.start(Map.of(), "--data=" + data)) {
      assertComplete(up);
      up.await(POSTGRES);
    }
    assertEquals(List.of(), processesOf(data.toRealPath()));
    assertTrue(sent.size() >= KILLS / 2, "messages: " + sent.size());
    assertTrue(signedUp.size() >= KILLS / 2, "sign-ups: " + signedUp.size());
  }

  /** How many posts and sign-ups are acknowledged before a kill, at least. */
  private record Load(int posts, int signUps) {}

  /** Posts with and without a key and signs users up until so many were acknowledged. */
  private void killUnderLoad(UpProcess up, String prefix, Load load) throws Exception {
    URI api = up.api();
    String group = up.group();
    CountDownLatch posts = new CountDownLatch(load.posts());
    CountDownLatch signUps = new CountDownLatch(load.signUps());
    AtomicInteger number = new AtomicInteger();
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      for (String sender : SENDERS) {
        String token = token(api, sender);
        clients.execute(() ->
            repeat(() -> {
              String text = prefix + number.incrementAndGet();
              HttpRequest.Builder post = request(api, "/api/messages", body(group, text));
              post.header("Authorization", "Bearer " + token);
              if (number.get() % 2 == 0) {
                post.header("Idempotency-Key", text);
              }
              if (HTTP.send(post.build(), BodyHandlers.discarding()).statusCode() == 200) {
                sent.add(text);
                posts.countDown();
              }
            }));
      }
      clients.execute(() ->
          repeat(() -> {
            String handle =
                "user_%s%d".formatted(prefix, number.incrementAndGet()).replace('-', '_');
            if (signUp(api, handle).statusCode() == 200) {
              signedUp.add(handle);
              signUps.countDown();
            }
          }));
      posts.await();
      signUps.await();
      up.kill();
    }
  }

  private interface Request {
    void send() throws IOException, InterruptedException;
  }

  /** Repeats a request until the process is killed. */
  private static void repeat(Request request) {
    try {
      while (true) {
        request.send();
      }
    } catch (IOException killed) {
      // The system does not respond any more.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void assertComplete(UpProcess up) throws Exception {
    URI api = up.api();
    List<Map<String, AttributeValue>> items;
    try (DynamoDbEndpoint dynamoDb = DynamoDbEndpoint.at(up.dynamoDb())) {
      items =
          dynamoDb
              .tables()
              .scanPaginator(request -> request.tableName("cruddur-messages").consistentRead(true))
              .items()
              .stream()
              .toList();
    }
    assertEquals(Set.of(), missing(sent, values(items, "MSG#", MessagesTable.MESSAGE)));
    assertEquals(Set.of(), missing(signedUp, values(items, "HDL#", "user_handle")));
    HttpRequest users = HttpRequest.newBuilder(api.resolve("/config.json")).build();
    JsonNode configuration = ApiClient.json(HTTP.send(users, BodyHandlers.ofString()));
    assertEquals(Set.of(), missing(signedUp, Set.copyOf(configuration.findValuesAsText("handle"))));
  }

  private static Set<String> missing(Set<String> expected, Set<String> found) {
    return expected.stream()
        .filter(each -> !found.contains(each))
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Set<String> values(
      List<Map<String, AttributeValue>> items, String keyPrefix, String attribute) {
    return items.stream()
        .filter(item -> item.get("pk").s().startsWith(keyPrefix) && item.containsKey(attribute))
        .map(item -> item.get(attribute).s())
        .collect(Collectors.toSet());
  }

  /** The command lines of processes that use a folder. */
  private static List<String> processesOf(Path folder) {
    return ProcessHandle.allProcesses()
        .filter(process ->
            process.info().arguments().map(Arrays::asList).orElse(List.of()).stream()
                .anyMatch(argument -> argument.contains(folder.toString())))
        .map(process -> process.info().commandLine().orElse(""))
        .toList();
  }

  private static String token(URI api, String handle) throws IOException, InterruptedException {
    HttpRequest request = request(api, "/local/token", "{\"handle\":\"" + handle + "\"}").build();
    return ApiClient.json(HTTP.send(request, BodyHandlers.ofString()))
        .path("access_token")
        .textValue();
  }

  private static HttpResponse<Void> signUp(URI api, String handle)
      throws IOException, InterruptedException {
    String user =
        "{\"handle\":\"%1$s\",\"display_name\":\"%1$s\",\"email\":\"%1$s@example.com\"}"
            .formatted(handle);
    return HTTP.send(request(api, "/local/sign-up", user).build(), BodyHandlers.discarding());
  }

  private static HttpRequest.Builder request(URI api, String path, String body) {
    return HttpRequest.newBuilder(api.resolve(path)).POST(BodyPublishers.ofString(body));
  }

  private static String body(String group, String text) {
    return "{\"message_group_uuid\":\"%s\",\"message\":\"%s\"}".formatted(group, text);
  }
}
