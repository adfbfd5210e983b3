package cruddur.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import cruddur.local.dynamodb.DynamoDbEndpoint;
import cruddur.local.dynamodb.DynamoDbServer;
import cruddur.local.fixture.Eventually;
import cruddur.toolkit.StartupException;
import cruddur.toolkit.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.io.TempDirDeletionStrategy;

/** The whole system, through its HTTP API. */
class LocalSystemTest {

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final SystemOptions IN_MEMORY =
      SystemOptions.inMemory(Path.of("..", "..", "template.yaml"));

  private static LocalSystem system;

  @BeforeAll
  static void start() throws Exception {
    system = start(IN_MEMORY);
  }

  @AfterAll
  static void stop() {
    system.close();
  }

  @Test
  void bothListsShowTheNewestOfTwoUsersMessages() throws Exception {
    signUp("alder_t");
    signUp("birch_t");
    String alder = token(system, "alder_t");
    String birch = token(system, "birch_t");
    String group =
        post(alder, "/api/message_groups", "{\"handle\":\"birch_t\",\"message\":\"one\"}")
            .path("message_group_uuid")
            .textValue();
    assertEquals(List.of("birch_t: one"), groups(alder));
    assertEquals(List.of("alder_t: one"), groups(birch));

    post(birch, "/api/messages", "{\"message_group_uuid\":\"" + group + "\",\"message\":\"two\"}");
    post(
        alder, "/api/messages", "{\"message_group_uuid\":\"" + group + "\",\"message\":\"three\"}");
    Eventually.holds(() ->
        groups(alder).equals(List.of("birch_t: three"))
            && groups(birch).equals(List.of("alder_t: three")));
    assertEquals(
        List.of("one", "two", "three"), texts(get(alder, "/api/messages/" + group), "message"));
    assertEquals("[]", get(alder, "/local/failures").toString());
  }

  @Test
  void theSampleConversationHasSeveralPages() throws Exception {
    String token = token(system, "ines_v");
    String path = "/api/messages/" + system.addresses().groupUuid() + "?limit=100";
    JsonNode newest = get(token, path);
    assertEquals(100, newest.size());
    assertEquals("Bring the lemon.", newest.path(99).path("message").textValue());
    assertTrue(groups(token).contains("tarek_o: Bring the lemon."));
    assertTrue(groups(token).contains("mei_l: I'll be the one with the odd-shaped rucksack."));
    assertEquals(List.of(), groups(token(system, "noor_k")));
  }

  /** Every command of the banner, as printed, in one shell. */
  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void thePrintedCommandsWorkAsPrinted(@TempDir Path directory) throws Exception {
    Path token = launcher(directory);
    List<String> responses;
    try (LocalSystem fresh = start(IN_MEMORY)) {
      List<String> commands =
          Banner.of(fresh.addresses(), token.toString())
              .lines()
              .filter(line -> line.matches("(TOKEN=|NEXT=|curl |" + token + ").*"))
              .toList();
      assertEquals(10, commands.size());
      responses = run(String.join("\necho\n", commands), directory);
    }
    assertEquals(8, responses.size(), responses::toString);
    assertTrue(responses.get(0).startsWith("[{\"uuid\":"), responses.get(0));
    assertEquals(20, Json.read(bytes(responses.get(1)), JsonNode.class).size());
    assertEquals(20, Json.read(bytes(responses.get(2)), JsonNode.class).size());
    assertTrue(
        responses.get(3).contains("\"handle\":\"ines_v\",\"message\":\"The lemon is packed.\""),
        responses.get(3));
    assertTrue(responses.get(4).startsWith("{\"message_group_uuid\":"), responses.get(4));
    assertTrue(
        responses.get(5).endsWith("\"handle\":\"noor_k\",\"display_name\":\"Noor Kestrel\"}"),
        responses.get(5));
    assertTrue(
        responses.get(6).endsWith("\"handle\":\"ada_p\",\"display_name\":\"Ada Pinewood\"}"),
        responses.get(6));
    assertTrue(responses.get(7).matches("ey[\\w-]+\\.[\\w-]+\\.[\\w-]+"), responses.get(7));
  }

  /** A launcher that does what bin/token does. */
  private static Path launcher(Path directory) throws IOException {
    Path token = directory.resolve("token");
    Files.writeString(
        token,
        "#!/bin/sh\nexec '%s/bin/java' -cp '%s' cruddur.local.Token \"$@\"\n"
            .formatted(System.getProperty("java.home"), System.getProperty("java.class.path")));
    Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rwx------"));
    return token;
  }

  /** Runs a shell script, which must succeed. Returns the JSON and the tokens that it prints. */
  private static List<String> run(String script, Path directory) throws Exception {
    File output = directory.resolve("output").toFile();
    Process shell =
        new ProcessBuilder("sh", "-e", "-c", script)
            .redirectErrorStream(true)
            .redirectOutput(output)
            .start();
    assertTrue(shell.waitFor(60, TimeUnit.SECONDS));
    String printed = Files.readString(output.toPath());
    assertEquals(0, shell.exitValue(), printed);
    return printed.lines().filter(line -> line.matches("[\\[{].*|ey.*")).toList();
  }

  @Test
  void aSecondStartOnTheSameDirectoryAddsNothing(
      @TempDir(deletionStrategy = TempDirDeletionStrategy.IgnoreFailures.class) Path data)
      throws Exception {
    String before;
    String oldToken;
    try (LocalSystem first = start(IN_MEMORY.withData(data))) {
      oldToken = token(first, "ines_v");
      before = body(first, oldToken, "/api/message_groups");
    }
    try (LocalSystem second = start(IN_MEMORY.withData(data))) {
      assertEquals(before, body(second, oldToken, "/api/message_groups"));
      assertEquals("[]", body(second, oldToken, "/local/failures"));
    }
  }

  @Test
  void aRunningDynamoDbKeepsItsData() throws Exception {
    try (DynamoDbServer dynamoDb = DynamoDbServer.start(0, Optional.empty())) {
      String before;
      try (LocalSystem first = start(IN_MEMORY.withDynamoDb(dynamoDb.endpoint()))) {
        before = body(first, token(first, "ines_v"), "/api/message_groups");
      }
      try (LocalSystem second = start(IN_MEMORY.withDynamoDb(dynamoDb.endpoint()))) {
        assertEquals(before, body(second, token(second, "ines_v"), "/api/message_groups"));
      }
    }
  }

  @Test
  void aPortInUseIsNamedWithTheOptionThatChangesIt() {
    int port = system.addresses().api().getPort();
    SystemOptions options = IN_MEMORY.withPorts(new SystemOptions.Ports(port, 0));
    assertEquals(
        "Port " + port + " for the API is in use. Choose another with --port N.",
        assertThrows(StartupException.class, () -> LocalSystem.start(options, noLog()))
            .getMessage());

    int dynamoDbPort = system.addresses().dynamoDb().getPort();
    assertEquals(
        "Port %1$d for DynamoDB Local is in use. Choose another with --dynamodb-port N, or use the DynamoDB Local there with --dynamodb http://localhost:%1$d."
            .formatted(dynamoDbPort),
        assertThrows(
                StartupException.class, () -> DynamoDbServer.start(dynamoDbPort, Optional.empty()))
            .getMessage());
  }

  @Test
  void anAddressWithoutADynamoDbIsRefused() {
    try (DynamoDbEndpoint api = DynamoDbEndpoint.at(system.addresses().api())) {
      assertEquals(
          "The server at " + api.uri() + " is not DynamoDB. Choose another URL with --dynamodb.",
          assertThrows(StartupException.class, api::check).getMessage());
    }
    try (DynamoDbEndpoint nobody = DynamoDbEndpoint.at(URI.create("http://localhost:1"))) {
      assertEquals(
          "Nothing responds at http://localhost:1. Start a DynamoDB Local there, or omit --dynamodb to start one.",
          assertThrows(StartupException.class, nobody::check).getMessage());
    }
  }

  private static LocalSystem start(SystemOptions options) throws Exception {
    return LocalSystem.start(options, noLog());
  }

  private static PrintStream noLog() {
    return new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
  }

  private static void signUp(String handle) throws Exception {
    String user =
        "{\"handle\":\"%1$s\",\"display_name\":\"%1$s\",\"email\":\"%1$s@example.com\"}"
            .formatted(handle);
    assertEquals(handle, post("", "/local/sign-up", user).path("handle").textValue());
  }

  private static String token(LocalSystem target, String handle) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder().POST(BodyPublishers.ofString("{\"handle\":\"" + handle + "\"}"));
    return Json.parseObject(bytes(send(target, "", "/local/token", request)))
        .orElseThrow()
        .path("access_token")
        .textValue();
  }

  private static List<String> groups(String token) throws Exception {
    List<String> groups = new ArrayList<>();
    get(token, "/api/message_groups")
        .forEach(group ->
            groups.add(
                group.path("handle").textValue() + ": " + group.path("message").textValue()));
    return groups;
  }

  private static List<String> texts(JsonNode list, String field) {
    return list.findValuesAsText(field);
  }

  private static JsonNode get(String token, String path) throws Exception {
    return Json.read(bytes(body(system, token, path)), JsonNode.class);
  }

  private static JsonNode post(String token, String path, String body) throws Exception {
    return Json.read(
        bytes(
            send(
                system, token, path, HttpRequest.newBuilder().POST(BodyPublishers.ofString(body)))),
        JsonNode.class);
  }

  private static String body(LocalSystem target, String token, String path) throws Exception {
    return send(target, token, path, HttpRequest.newBuilder().GET());
  }

  private static String send(
      LocalSystem target, String token, String path, HttpRequest.Builder request) throws Exception {
    HttpResponse<String> response =
        HTTP.send(
            request
                .uri(target.addresses().api().resolve(path))
                .header("Authorization", "Bearer " + token)
                .build(),
            BodyHandlers.ofString());
    assertEquals(200, response.statusCode(), response.body());
    return response.body();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
