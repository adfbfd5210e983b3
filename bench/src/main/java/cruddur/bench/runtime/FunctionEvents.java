package cruddur.bench.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import cruddur.bench.table.ApiEvents;
import cruddur.bench.table.BenchConversation;
import cruddur.bench.table.BenchTable;
import cruddur.bench.table.BenchUsers;
import cruddur.bench.table.MessageEvents;
import cruddur.messaging.port.row.Message;
import cruddur.messaging.port.row.UserProfile;
import cruddur.toolkit.json.Json;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Events for each function, as different as in reality: many users, many conversations, pages of
 * the largest size, and for the stream now and then the largest batch.
 */
final class FunctionEvents {

  private static final int USERS = 500;
  private static final int PAGE = 100;
  private static final int GROUPS_OF_LARGE_BATCH = 100;

  /** DynamoDB charges in steps of this size; few texts are longer in bytes. */
  private static final int LONG_TEXT = 4_000;

  private final int batchSize;
  private final int events;

  /**
   * Loads the rows that the events are about.
   *
   * @param events how many events each function gets
   */
  FunctionEvents(BenchTable table, int events) {
    this.events = events;
    this.batchSize =
        table.definition("RewriteMessageGroups").events().stream().orElseThrow().batchSize();
    for (int i = 0; i < USERS; i++) {
      table.loader().load(BenchUsers.profileRows(BenchUsers.user(i)));
      table.loader().load(conversation(i).rows(i == 0 ? PAGE : 2));
    }
  }

  /** The event of a function by its number, from 0. */
  byte[] event(String function, int number) {
    UserProfile user = BenchUsers.user(number % USERS);
    BenchConversation conversation = conversation(number % USERS);
    return switch (function) {
      case "ListMessages" ->
          ApiEvents.listMessages(conversation(0).one(), conversation(0).uuid(), PAGE);
      case "ListMessageGroups" -> ApiEvents.listMessageGroups(user, PAGE);
      case "CreateMessage" ->
          ApiEvents.createMessage(user, conversation.uuid(), "Number " + number, "key-" + number);
      case "CreateMessageGroup" ->
          ApiEvents.createMessageGroup(
              user, BenchUsers.user((number + 1) % USERS).handle(), "Number " + number);
      case "MarkMessageGroupRead" ->
          ApiEvents.markRead(user, conversation.uuid(), conversation.message(0).createdAt());
      case "HideMessageGroup" ->
          ApiEvents.hide(user, conversation.uuid(), conversation.message(0).createdAt());
      case "ClearMessageGroup" ->
          ApiEvents.clear(user, conversation.uuid(), conversation.message(0).createdAt());
      case "ShowUserShort" ->
          ApiEvents.showUser(user.handle(), "10.0." + number / 250 % 250 + "." + number % 250);
      case "RewriteMessageGroups" -> MessageEvents.inserted(batch(number));
      case "RegisterUser" -> signIn(user);
      default -> throw new IllegalArgumentException("no events for function " + function);
    };
  }

  /** Whether a response is a success. */
  static boolean isSuccess(byte[] response) {
    JsonNode json = Json.parseObject(response).orElseThrow();
    return json.path("statusCode").asInt() == 200
        || (json.has("batchItemFailures") && json.path("batchItemFailures").isEmpty())
        || json.has("triggerSource");
  }

  /** Five of the batches are full of long messages. */
  private List<Message> batch(int number) {
    boolean isLarge = number % Math.max(1, events / 5) == 0;
    return isLarge
        ? IntStream.range(0, batchSize)
            .mapToObj(i ->
                conversation(i % GROUPS_OF_LARGE_BATCH)
                    .longMessage(number + i / GROUPS_OF_LARGE_BATCH + 10, LONG_TEXT))
            .toList()
        : List.of(conversation(number % USERS).message(number + 10));
  }

  private static byte[] signIn(UserProfile user) {
    return Json.bytes(
        Map.of(
            "version",
            "1",
            "triggerSource",
            "PostAuthentication_Authentication",
            "region",
            "us-east-1",
            "userPoolId",
            "us-east-1_local",
            "userName",
            user.uuid(),
            "callerContext",
            Map.of("awsSdkVersion", "bench", "clientId", "local-client"),
            "request",
            Map.of(
                "userAttributes",
                Map.of(
                    "sub", user.uuid(),
                    "preferred_username", user.handle(),
                    "name", user.displayName(),
                    "email", user.handle() + "@example.com")),
            "response",
            Map.of()));
  }

  private static BenchConversation conversation(int number) {
    return new BenchConversation(
        number, BenchUsers.user(number), BenchUsers.user((number + 1) % USERS));
  }
}
