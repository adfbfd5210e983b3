package cruddur.handler;

import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;

import cruddur.handler.fixture.ConcurrentRuns;
import cruddur.handler.fixture.ConversationFixture;
import cruddur.handler.fixture.FunctionResponse;
import cruddur.handler.fixture.JsonText;
import cruddur.handler.fixture.SampleUser;
import cruddur.messaging.port.ObservedRows.Request;
import cruddur.messaging.port.RowQuery;
import cruddur.messaging.port.row.Message;
import cruddur.messaging.port.row.MessageUuids;
import cruddur.messaging.port.row.Timestamp;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The uuid of a message contains the time of its row, so that group and uuid lead to the row by one
 * range query.
 */
class MessageLookupTest extends ConversationFixture {

  private static final String KEY = "7b2c4a5e-93d1-4f0a-8c1e-5d6f7a8b9c0d";

  private SampleUser gamma;

  @BeforeEach
  void signUpGamma() {
    gamma = system.signUp("gamma");
  }

  @Test
  void aPostIsFoundByItsUuid() {
    FunctionResponse post = system.post(beta, group, "second");
    system.rows().takeRequests();

    assertFound(post);
    assertEquals(List.of("query Messages"), system.rows().takeNames());
  }

  @Test
  void aPostThatMovedToTheNextMicrosecondIsFoundByItsUuid() {
    FunctionResponse first = system.post(alpha, group, "one");
    FunctionResponse second = system.post(beta, group, "two");
    FunctionResponse third = system.post(alpha, group, "three");

    assertEquals("2026-11-22T13:07:41.123458+00:00", third.field("created_at"));
    List.of(first, second, third).forEach(this::assertFound);
  }

  @Test
  void aPostWithAKeyThatMovedIsFoundByItsUuid() {
    system.post(alpha, group, "one");

    FunctionResponse moved = postWithKey("two");

    assertEquals("2026-11-22T13:07:41.123457+00:00", moved.field("created_at"));
    assertFound(moved);
    assertEquals(moved, postWithKey("two"));
  }

  /** Alpha's list already has a row at this microsecond. */
  @Test
  void theFirstMessageOfAConversationThatMovedIsFoundByItsUuid() {
    system.post(alpha, group, "hello beta");
    system.deliver();

    String started = system.start(alpha, gamma, "hello gamma");

    Message first = messagesOf(started).getFirst();
    assertEquals("2026-11-22T13:07:41.123457+00:00", first.createdAt().text());
    assertEquals(Optional.of(first), find(started, first.uuid()));
  }

  /** The SDK sends a request without a response again. */
  @Test
  void aPostThatMovedAndWasSentTwiceIsOneMessage() {
    system.post(alpha, group, "one");
    system
        .rows()
        .intercept((request, table) -> {
          if (request instanceof Request.Put(Message _)) {
            var _ = table.get();
          }
          return table.get();
        });

    FunctionResponse moved = system.post(beta, group, "two");

    assertEquals("2026-11-22T13:07:41.123457+00:00", moved.field("created_at"));
    assertFound(moved);
    assertEquals(
        List.of("first", "one", "two"), system.listMessages(alpha, group).send().each("message"));
  }

  @Test
  void concurrentPostsOfOneMicrosecondAreFoundByTheirUuids() throws Exception {
    List<FunctionResponse> posts =
        ConcurrentRuns.run(
            8, number -> system.post(number % 2 == 0 ? alpha : beta, group, "n" + number));

    posts.forEach(this::assertFound);
    assertEquals(8, posts.stream().map(post -> post.field("uuid")).collect(toSet()).size());
  }

  @Test
  void theUuidsOfAConversationAreInTheOrderOfItsMessages() {
    for (int number = 0; number < 5; number++) {
      system.post(number % 2 == 0 ? alpha : beta, group, "n" + number);
    }

    List<String> uuids = messagesOf(group).stream().map(Message::uuid).toList();

    assertEquals(uuids.stream().sorted().toList(), uuids);
  }

  /** Of messages that an earlier version of this service wrote. */
  @Test
  void aRandomUuidStaysReadable() {
    Map<String, String> first = system.table().partition("MSG#" + group).getFirst();
    String random = UUID.randomUUID().toString();

    system.table().putItem(first, "message_uuid", random);

    assertEquals(List.of(random), system.listMessages(beta, group).send().each("uuid"));
    assertEquals(Optional.empty(), MessageUuids.createdAt(random));
  }

  private FunctionResponse postWithKey(String text) {
    return system
        .createMessage(beta, JsonText.object("message_group_uuid", group, "message", text))
        .header("idempotency-key", KEY)
        .send();
  }

  private void assertFound(FunctionResponse post) {
    Message found = find(group, post.field("uuid")).orElseThrow();
    assertEquals(
        Set.of(post.field("message"), post.field("created_at")),
        Set.of(found.text(), found.createdAt().text()));
  }

  /** The query is from a microsecond to the next, with the newest message first. */
  private Optional<Message> find(String groupUuid, String messageUuid) {
    Timestamp createdAt = MessageUuids.createdAt(messageUuid).orElseThrow();
    var query = new RowQuery.Messages(groupUuid, Optional.of(createdAt.next().text()), 1);
    return system.rows().query(query).rows().stream()
        .filter(message -> message.uuid().equals(messageUuid))
        .findFirst();
  }

  private List<Message> messagesOf(String groupUuid) {
    return system.rows().all(new RowQuery.Messages(groupUuid, Optional.empty(), 100)).reversed();
  }
}
