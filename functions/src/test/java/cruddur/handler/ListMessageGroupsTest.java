package cruddur.handler;

import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import cruddur.handler.fixture.FunctionResponse;
import cruddur.handler.fixture.MessagingSystem;
import cruddur.handler.fixture.SampleUser;
import cruddur.messaging.port.ObservedRows;
import cruddur.messaging.port.ObservedRows.Request;
import cruddur.messaging.port.RowPage;
import cruddur.messaging.port.RowQuery;
import cruddur.messaging.port.row.MessageGroup;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code GET /api/message_groups}. */
class ListMessageGroupsTest {

  @RegisterExtension final MessagingSystem system = new MessagingSystem();

  private SampleUser alpha;
  private SampleUser beta;
  private SampleUser gamma;

  @BeforeEach
  void signUp() {
    alpha = system.signUp("alpha");
    beta = system.signUp("beta");
    gamma = system.signUp("gamma");
  }

  @Test
  void aUserWithoutGroupsGetsAnEmptyList() {
    FunctionResponse response = system.listMessageGroups(alpha).send();

    assertEquals(200, response.status());
    assertEquals("[]", response.body());
    assertEquals(
        Map.of(
            "content-type", "application/json",
            "cache-control", "private, no-cache",
            "etag", response.header("etag")),
        response.headers());
  }

  @Test
  void groupsAreListedNewestFirstWithTheOtherMemberAndTheLastMessage() {
    String withBeta = system.start(alpha, beta, "hello beta");
    system.clock().advance(Duration.ofSeconds(1));
    String withGamma = system.start(gamma, alpha, "hello alpha");

    FunctionResponse response = system.listMessageGroups(alpha).send();

    assertEquals(200, response.status());
    assertEquals(
        List.of(
            Map.of(
                "uuid", withGamma,
                "display_name", "Sample gamma",
                "handle", "gamma",
                "message", "hello alpha",
                "created_at", "2026-11-22T13:07:41.123456+00:00",
                "unread_count", "1",
                "last_message_from_me", "false"),
            Map.of(
                "uuid", withBeta,
                "display_name", "Sample beta",
                "handle", "beta",
                "message", "hello beta",
                "created_at", "2026-11-22T13:07:40.123456+00:00",
                "unread_count", "0",
                "last_message_from_me", "true")),
        response.objects());
  }

  @Test
  void aNewGroupIsInBothListsAtOnce() {
    String group = system.start(alpha, beta, "hello");

    assertEquals(List.of(group), system.listMessageGroups(alpha).send().each("uuid"));
    assertEquals(List.of(group), system.listMessageGroups(beta).send().each("uuid"));
    assertEquals(List.of("alpha"), system.listMessageGroups(beta).send().each("handle"));
    assertEquals("[]", system.listMessageGroups(gamma).send().body());
  }

  @Test
  void aMessageMovesItsGroupToTheTopOfBothLists() {
    String withBeta = system.start(alpha, beta, "hello beta");
    system.clock().advance(Duration.ofSeconds(1));
    String withGamma = system.start(alpha, gamma, "hello gamma");
    system.clock().advance(Duration.ofSeconds(1));
    system.post(beta, withBeta, "hello alpha");
    system.deliver();

    FunctionResponse ofAlpha = system.listMessageGroups(alpha).send();
    assertEquals(List.of(withBeta, withGamma), ofAlpha.each("uuid"));
    assertEquals(List.of("hello alpha", "hello gamma"), ofAlpha.each("message"));
    assertEquals("2026-11-22T13:07:42.123456+00:00", ofAlpha.each("created_at").getFirst());
    assertEquals(List.of("hello alpha"), system.listMessageGroups(beta).send().each("message"));
  }

  @Test
  void aMessageBringsItsSendersNameToTheReceiversList() {
    String group = system.start(alpha, beta, "first");
    rename(alpha, "Alpha Anew");
    rename(beta, "Beta Anew");
    system.clock().advance(Duration.ofSeconds(1));

    system.post(beta, group, "second");
    system.deliver();

    assertEquals(List.of("Beta Anew"), system.listMessageGroups(alpha).send().each("display_name"));
    // Alpha has not written under the new name.
    assertEquals(
        List.of("Sample alpha"), system.listMessageGroups(beta).send().each("display_name"));
  }

  /** The handler finds no row of alpha that is older than the message in the index. */
  @Test
  void aFullReadBringsTheSendersNameToo() {
    String group = system.start(alpha, beta, "first");
    rename(beta, "Beta Anew");
    system.clock().advance(Duration.ofSeconds(1));
    system.post(beta, group, "second");
    system
        .rows()
        .intercept((request, table) ->
            request instanceof Request.Query(RowQuery.IndexOfGroup _)
                ? new RowPage<>(
                    ((RowPage<?>) table.get())
                        .rows().stream()
                            .map(MessageGroup.class::cast)
                            .filter(row -> row.memberUuid().equals(beta.uuid()))
                            .toList(),
                    Optional.empty())
                : table.get());

    system.deliver();

    system.rows().interceptNothing();
    assertEquals(List.of("second"), system.listMessageGroups(alpha).send().each("message"));
    assertEquals(List.of("Beta Anew"), system.listMessageGroups(alpha).send().each("display_name"));
  }

  @Test
  void bothRowsNameTheSenderOfTheLastMessage() {
    String group = system.start(alpha, beta, "first");
    assertEquals(Set.of(alpha.uuid()), lastSenders());
    system.clock().advance(Duration.ofSeconds(1));

    system.post(beta, group, "second");
    system.deliver();

    assertEquals(Set.of(beta.uuid()), lastSenders());
  }

  private Set<String> lastSenders() {
    return Stream.of(alpha, beta)
        .flatMap(member -> system.table().groupRows(member).stream())
        .map(row -> row.get("message_user_uuid"))
        .collect(toSet());
  }

  /** Changes a profile as synchronizing the users does; the functions' caches have expired. */
  private void rename(SampleUser user, String displayName) {
    Map<String, String> signIn = system.table().partition("SUB#" + user.sub()).getFirst();
    system.table().putItem(signIn, "user_display_name", displayName);
    system.restart();
  }

  @Test
  void aGroupWithTwoRowsIsListedOnceWithItsNewestMessage() {
    String group = system.start(alpha, beta, "old");
    system.clock().advance(Duration.ofSeconds(1));
    system.post(alpha, group, "new");
    // The handler dies after the index query and the put of one member's new row.
    system.rows().dieAfter(2);
    assertThrows(ObservedRows.Death.class, system::deliver);
    system.rows().interceptNothing();

    assertEquals(3, system.table().groupRows(alpha).size() + system.table().groupRows(beta).size());
    assertEquals(List.of("new"), system.listMessageGroups(movedFirst()).send().each("message"));
  }

  private SampleUser movedFirst() {
    return system.table().groupRows(alpha).size() == 2 ? alpha : beta;
  }

  @Test
  void aLongLastMessageIsShortened() {
    system.start(alpha, beta, "x".repeat(1024));

    String shown = system.listMessageGroups(beta).send().each("message").getFirst();

    assertEquals('…', shown.charAt(shown.length() - 1));
    assertEquals("x".repeat(shown.length() - 1), shown.substring(0, shown.length() - 1));
    assertEquals(1024, itemBytes(system.table().groupRows(beta).getFirst()));
  }

  /** The size of an item as DynamoDB counts it: names and values in UTF-8. */
  private static int itemBytes(Map<String, String> item) {
    return item.entrySet().stream()
        .mapToInt(attribute -> utf8Bytes(attribute.getKey()) + utf8Bytes(attribute.getValue()))
        .sum();
  }

  private static int utf8Bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
