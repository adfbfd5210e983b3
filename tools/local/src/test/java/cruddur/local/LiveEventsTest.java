package cruddur.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import cruddur.local.fixture.Eventually;
import cruddur.toolkit.json.Json;
import cruddur.toolkit.template.Template;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a post to the subscribers, through the stream and the functions of a running system. */
class LiveEventsTest {

  private static final Path TEMPLATE = Path.of("..", "..", "template.yaml");

  private static LocalSystem system;

  private final ByteArrayOutputStream log = new ByteArrayOutputStream();

  @TempDir Path directory;

  @BeforeAll
  static void startSystem() throws IOException {
    system =
        LocalSystem.start(
            SystemOptions.inMemory(TEMPLATE),
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
  }

  @AfterAll
  static void stopSystem() {
    system.close();
  }

  @Test
  void bothMembersReceiveAMessageAsTheApiListsIt() throws Exception {
    LiveUser ines = LiveUser.signIn(system, "ines_v");
    LiveUser tarek = LiveUser.signIn(system, "tarek_o");
    try (LiveClient first = ines.subscribed();
        LiveClient second = ines.subscribed();
        LiveClient other = tarek.subscribed()) {
      String group = system.addresses().groupUuid();
      tarek.post(group, "Hëllo \"Inês\" \n👋");

      JsonNode listed = ines.get("/api/messages/" + group + "?limit=1").path(0);
      for (LiveClient client : List.of(first, second, other)) {
        JsonNode event = eventOf("Hëllo \"Inês\" \n👋", client);
        assertEquals("message", event.path("type").textValue());
        assertEquals(group, event.path("message_group_uuid").textValue());
        assertEquals(listed, event.path("message"));
        assertEquals(3, event.size());
      }
    }
  }

  @Test
  void theFirstMessageOfAConversationArrivesToo() throws Exception {
    LiveUser mei = LiveUser.signIn(system, "mei_l");
    LiveUser noor = LiveUser.signIn(system, "noor_k");
    try (LiveClient client = noor.subscribed()) {
      String group = mei.start("noor_k", "Hello Noor");

      JsonNode event = eventOf("Hello Noor", client);
      assertEquals(group, event.path("message_group_uuid").textValue());
    }
  }

  @Test
  void nobodyReceivesTheMessagesOfOthersOrOlderOnes() throws Exception {
    LiveUser ines = LiveUser.signIn(system, "ines_v");
    LiveUser mei = LiveUser.signIn(system, "mei_l");
    try (LiveClient client = mei.subscribed()) {
      ines.post(system.addresses().groupUuid(), "not for Mei");
      mei.start("noor_k", "from Mei");

      List<String> received = textsUpTo("from Mei", client);
      assertFalse(received.contains("not for Mei"), received.toString());
    }
  }

  @Test
  void afterUnsubscribingNothingArrives() throws Exception {
    LiveUser ines = LiveUser.signIn(system, "ines_v");
    try (LiveClient quiet = ines.subscribed();
        LiveClient listening = ines.subscribed()) {
      quiet.send("{\"type\":\"unsubscribe\",\"id\":\"1\"}");
      assertEquals(
          "{\"type\":\"unsubscribe_success\",\"id\":\"1\"}", nextResponse(quiet).toString());
      ines.post(system.addresses().groupUuid(), "for listeners");
      eventOf("for listeners", listening);

      quiet.send("{\"type\":\"unsubscribe\",\"id\":\"1\"}");
      assertEquals("unsubscribe_error", quiet.next().path("type").textValue());
    }
  }

  @Test
  void signalsHaveNoText() throws Exception {
    try (LocalSystem other = start(Map.of("LiveEvents", "signals"))) {
      LiveUser ines = LiveUser.signIn(other, "ines_v");
      try (LiveClient client = ines.subscribed()) {
        JsonNode message = ines.post(other.addresses().groupUuid(), "hello");

        assertEquals(
            Json.node(
                Map.of("uuid", message.path("uuid"), "created_at", message.path("created_at"))),
            client.nextEvent().path("message"));
      }
    }
  }

  @Test
  void withoutLiveEventsTheCallerHasNoChannelAndNothingResponds() throws Exception {
    try (LocalSystem other = start(Map.of("LiveEvents", "off"))) {
      LiveUser ines = LiveUser.signIn(other, "ines_v");

      assertTrue(ines.get("/api/me").path("live").isNull());
      assertEquals(404, ines.status("POST", "/event"));
      assertEquals(404, ines.status("GET", "/event/realtime"));
      assertTrue(other.addresses().live().isEmpty());
    }
  }

  /** Live events never affect messages and lists, and what they lose is counted. */
  @Test
  void aFunctionWhoseRoleMayNotPublishLosesEventsOnly() throws Exception {
    String template = Files.readString(TEMPLATE);
    String grant = "Action: appsync:EventPublish\n";
    assertTrue(template.contains(grant));
    Path changed =
        Files.writeString(
            directory.resolve("template.yaml"),
            template.replace(grant, "Action: appsync:EventConnect\n"));
    try (LocalSystem other = LocalSystem.start(SystemOptions.inMemory(changed), out())) {
      LiveUser ines = LiveUser.signIn(other, "ines_v");
      ines.post(other.addresses().groupUuid(), "hello");

      Eventually.holds(() -> logged().contains("\"unpublishedEvents\":2"));
      assertTrue(logged().contains("\"publishFailures\":[\"status 403\"]"), logged());
      Eventually.holds(
          () -> ines.get("/api/message_groups").path(0).path("message").asText().equals("hello"));
      assertFalse(logged().contains("batchItemFailures"));
    }
  }

  @Test
  void theFunctionsOfLiveEventsWriteNothing() throws IOException {
    Set<String> writes = Set.of("dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem");
    for (String function : List.of("NotifyMembers", "AuthorizeSubscription", "ShowMe")) {
      Set<String> allowed =
          Json.node(Template.read(TEMPLATE, Map.of()).roles().get(function).policy())
              .path("Statement")
              .findValues("Action")
              .stream()
              .flatMap(action ->
                  action.isArray()
                      ? action.valueStream().map(JsonNode::asText)
                      : Stream.of(action.asText()))
              .collect(Collectors.toSet());
      assertTrue(allowed.stream().noneMatch(writes::contains), function + allowed);
    }
  }

  /** The event of a message with this text. Those of other tests' messages can arrive before it. */
  private static JsonNode eventOf(String text, LiveClient client) {
    JsonNode event = client.nextEvent();
    while (!textOf(event).equals(text)) {
      event = client.nextEvent();
    }
    return event;
  }

  /** The texts of the events up to that of a message with this text. */
  private static List<String> textsUpTo(String text, LiveClient client) {
    List<String> texts = new ArrayList<>();
    do {
      texts.add(textOf(client.nextEvent()));
    } while (!texts.getLast().equals(text));
    return texts;
  }

  private static String textOf(JsonNode event) {
    return event.path("message").path("message").asText();
  }

  /** The next frame that is no event: those of other tests' messages can arrive before it. */
  private static JsonNode nextResponse(LiveClient client) {
    JsonNode frame = client.next();
    while (frame.path("type").asText().equals("data")) {
      frame = client.next();
    }
    return frame;
  }

  private LocalSystem start(Map<String, String> parameters) throws IOException {
    return LocalSystem.start(SystemOptions.inMemory(TEMPLATE).withParameters(parameters), out());
  }

  private PrintStream out() {
    return new PrintStream(log, true, StandardCharsets.UTF_8);
  }

  private String logged() {
    return log.toString(StandardCharsets.UTF_8);
  }
}
