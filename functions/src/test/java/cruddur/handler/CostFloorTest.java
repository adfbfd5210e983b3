package cruddur.handler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import cruddur.handler.fixture.ApiCall;
import cruddur.handler.fixture.ConversationFixture;
import cruddur.handler.fixture.FunctionResponse;
import cruddur.handler.fixture.JsonText;
import cruddur.handler.fixture.MeteredClient;
import cruddur.handler.fixture.SampleUser;
import cruddur.handler.fixture.StreamEvents;
import cruddur.messaging.port.ObservedRows.Request;
import cruddur.messaging.port.RowQuery;
import cruddur.messaging.port.row.MessageGroup;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The cost of posts, reads and rewrites: the requests by name, and the write units that the table
 * reports.
 */
class CostFloorTest extends ConversationFixture {

  private static final String FIRST = "2026-11-22T13:07:40.123456+00:00";

  private static final List<String> MOVE = List.of("put", "delete", "query MemberSearch");

  @BeforeEach
  void deliverTheStream() {
    system.deliver();
    system.rows().takeRequests();
  }

  @Test
  void aWarmPostIsOneRequest() {
    system.post(beta, group, "cold");
    assertEquals(List.of("get", "query IndexOfGroup", "count", "put"), system.rows().takeNames());

    system.clock().advance(Duration.ofSeconds(1));
    system.post(beta, group, "warm");
    assertEquals(List.of("put"), system.rows().takeNames());
  }

  @Test
  void aWarmPostWithAKeyAndItsRetryAreOneTransactionEach() {
    system.post(beta, group, "cold");
    system.rows().takeRequests();
    system.clock().advance(Duration.ofSeconds(1));

    ApiCall post = withKey(group, "warm");
    FunctionResponse first = post.send();
    assertEquals(List.of("transact"), system.rows().takeNames());
    assertEquals(first, post.send());
    assertEquals(List.of("transact"), system.rows().takeNames());
    system.refuses(withKey(group, "another"), 422, "idempotency_key_reused");
    assertEquals(List.of("transact"), system.rows().takeNames());
  }

  @Test
  void aWarmReadIsTwoRequests() {
    system.listMessages(alpha, group).send();
    system.listMessageGroups(alpha).send();
    system.rows().takeRequests();

    system.listMessages(alpha, group).send();
    assertEquals(List.of("get", "query Messages"), sortedNames());
    system.listMessageGroups(alpha).send();
    assertEquals(List.of("query GroupsOfMember", "query ReadStatesOfMember"), sortedNames());
  }

  @Test
  void eachUnreadGroupOfAListIsOneMoreRequest() {
    SampleUser gamma = system.signUp("gamma");
    system.start(gamma, beta, "hello");
    system.listMessageGroups(beta).send();
    system.rows().takeRequests();

    system.listMessageGroups(beta).send();
    assertEquals(
        List.of(
            "query GroupsOfMember",
            "query NewerMessages",
            "query NewerMessages",
            "query ReadStatesOfMember"),
        sortedNames());
  }

  /** Up to 400 read states are read with one query. */
  @Test
  void aMemberOfManyGroupsReadsTheirStateOfEachListedGroup() {
    SampleUser gamma = system.signUp("gamma");
    String newest = system.start(beta, gamma, "hello");
    putReadStates(beta, 0, 400);
    system.listMessageGroups(beta).send();
    system.rows().takeRequests();

    system.listMessageGroups(beta).send();

    assertEquals(
        List.of(
            "get",
            "get",
            "query GroupsOfMember",
            "query NewerMessages",
            "query ReadStatesOfMember"),
        sortedNames());
    system.markRead(beta, group, JsonText.object("up_to", FIRST)).send();
    assertEquals(List.of("0", "0"), system.listMessageGroups(beta).send().each("unread_count"));
    assertEquals(List.of(newest, group), system.listMessageGroups(beta).send().each("uuid"));
  }

  /** A list makes some of its requests side by side. */
  private List<String> sortedNames() {
    return system.rows().takeNames().stream().sorted().toList();
  }

  /** The read states of other groups, all before those of the test by their uuids. */
  private void putReadStates(SampleUser member, int from, int to) {
    system
        .table()
        .putItems(
            IntStream.range(from, to)
                .mapToObj(number ->
                    Map.of(
                        "pk",
                        "MBR#" + member.uuid(),
                        "sk",
                        "00000000-0000-3000-8000-%012d".formatted(number),
                        "read_up_to",
                        FIRST))
                .toList());
  }

  /** 20 conversations with 120 unread messages of about 330 bytes each. */
  @Test
  void aPageOfUnreadGroupsReadsAHundredMessagesOfEach() {
    double units = readUnitsOfUnreadGroups(20, Map.of("message", "x".repeat(100)));

    assertTrue(units <= 20 * 10 + 3, units + " read units");
  }

  /** A message of the longest text and names is 4.4 KB. */
  @Test
  void aHundredOfTheLongestMessagesAreAHundredAndElevenUnits() {
    double units =
        readUnitsOfUnreadGroups(
            2,
            Map.of(
                "message", "👋".repeat(1024),
                "user_display_name", "👋".repeat(50),
                "user_handle", "h".repeat(30)));

    assertTrue(units > 2 * 110 && units <= 2 * 111 + 3, units + " read units");
  }

  /**
   * The read units of a list of groups, each with 120 unread messages.
   *
   * @param attributes of the messages
   */
  private double readUnitsOfUnreadGroups(int groups, Map<String, String> attributes) {
    for (int i = 0; i < groups; i++) {
      SampleUser other = system.signUp("other_" + i);
      system.clock().advance(Duration.ofSeconds(10));
      String started = system.start(other, beta, "hello");
      Map<String, String> message = system.table().partition("MSG#" + started).getFirst();
      system
          .table()
          .putItems(
              IntStream.range(0, 120)
                  .mapToObj(number -> {
                    Map<String, String> copy = new HashMap<>(message);
                    copy.putAll(attributes);
                    copy.put("sk", "2026-11-22T12:00:00.%06d+00:00".formatted(number));
                    return copy;
                  })
                  .toList());
    }
    MeteredClient meter = new MeteredClient(system.table().client());
    system.useClient(meter);
    ApiCall list = system.listMessageGroups(beta).query("limit", Integer.toString(groups));
    list.send();
    system.rows().takeRequests();
    meter.takeReadUnits();

    assertEquals(Set.of("100"), Set.copyOf(list.send().each("unread_count")));
    assertEquals(2 + groups, system.rows().takeRequests().size());
    return meter.takeReadUnits();
  }

  @Test
  void aLegacyRowThatIsUnreadCostsNoMoreThanAnother() {
    Map<String, String> row = system.table().groupRows(beta).getFirst();
    system.table().removeAttribute(row.get("pk"), row.get("sk"), "message_user_uuid");
    system.listMessageGroups(beta).send();
    system.rows().takeRequests();

    system.listMessageGroups(beta).send();
    assertEquals(
        List.of("query GroupsOfMember", "query NewerMessages", "query ReadStatesOfMember"),
        sortedNames());

    system.markRead(beta, group, JsonText.object("up_to", FIRST)).send();
    system.rows().takeRequests();
    system.listMessageGroups(beta).send();
    assertEquals(
        List.of("query GroupsOfMember", "query Messages", "query ReadStatesOfMember"),
        sortedNames());
  }

  @Test
  void startingAGroupIsOneTransaction() {
    SampleUser gamma = system.signUp("gamma");
    system.rows().takeRequests();

    system.start(gamma, alpha, "hello");
    assertEquals(
        List.of("get", "get", "get", "query MemberSearch", "transact"), system.rows().takeNames());
    system.clock().advance(Duration.ofSeconds(1));
    system.start(gamma, alpha, "hello again");
    assertEquals(List.of("get", "get", "put"), system.rows().takeNames());
  }

  @Test
  void aStartWithAKeySendsNoAdditionalRequest() {
    SampleUser gamma = system.signUp("gamma");
    system.rows().takeRequests();
    ApiCall start =
        system
            .createMessageGroup(gamma, JsonText.object("handle", "alpha", "message", "hello"))
            .header("idempotency-key", "some-key");

    FunctionResponse first = start.send();
    assertEquals(
        List.of("get", "get", "get", "query MemberSearch", "transact"), system.rows().takeNames());
    assertEquals(first, start.send());
    assertEquals(List.of("get", "get", "transact"), system.rows().takeNames());
  }

  @Test
  void aRewriteIsAQueryAndForEachMemberAPutADeleteAndASearch() {
    system.post(beta, group, "hello alpha");
    String posted = system.table().partition("MSG#" + group).getLast().get("sk");
    system.rows().takeRequests();

    system.deliver();

    List<Request> requests = system.rows().takeRequests();
    assertEquals("query IndexOfGroup", requests.getFirst().name());
    for (SampleUser member : List.of(alpha, beta)) {
      List<Request> own = requests.stream().filter(request -> isOf(member, request)).toList();
      assertEquals(MOVE, own.stream().map(Request::name).toList());
      assertEquals(
          new Request.Query(RowQuery.MemberSearch.ofGroupAbove(member.uuid(), group, posted)),
          own.getLast());
    }
    assertEquals(1 + 2 * MOVE.size(), requests.size());
  }

  private static boolean isOf(SampleUser member, Request request) {
    return switch (request) {
      case Request.Put(MessageGroup row) -> row.memberUuid().equals(member.uuid());
      case Request.Delete(MessageGroup row) -> row.memberUuid().equals(member.uuid());
      case Request.Query(RowQuery.MemberSearch search) -> search.memberUuid().equals(member.uuid());
      default -> false;
    };
  }

  @Test
  void aBatchOfOneGroupCostsAsMuchAsOneMessage() {
    for (int i = 1; i <= 10; i++) {
      system.clock().advance(Duration.ofSeconds(1));
      system.post(i % 2 == 0 ? alpha : beta, group, "number " + i);
    }
    system.rows().takeRequests();

    system.deliver();

    assertEquals(7, system.rows().takeRequests().size());
    assertEquals(List.of("number 10"), system.listMessageGroups(alpha).send().each("message"));
    assertEquals(List.of("number 10"), system.listMessageGroups(beta).send().each("message"));
  }

  @Test
  void aNewGroupCostsTwoReadsAndNoWrite() {
    system.start(alpha, system.signUp("gamma"), "hello gamma");
    system.rows().takeRequests();

    system.deliver();

    assertEquals(List.of("query IndexOfGroup", "query Messages"), system.rows().takeNames());
  }

  @Test
  void aReplayWritesNothing() {
    system.post(beta, group, "hello alpha");
    List<DynamodbStreamRecord> batch = system.takeStreamRecords();
    system.rewrite(StreamEvents.batch(batch));
    system.rows().takeRequests();

    system.rewrite(StreamEvents.batch(batch));

    assertEquals(
        List.of("query IndexOfGroup", "query Messages", "query MemberSearch", "query MemberSearch"),
        system.rows().takeNames());
  }

  /**
   * A message costs one unit. Moving a row costs four: a put and a delete, in the table and in the
   * index.
   */
  @Test
  void aShortMessageCostsNineWriteUnits() {
    MeteredClient meter = meterOfAWarmInstance();

    system.post(beta, group, "hello alpha");
    assertEquals(1, meter.takeWriteUnits());
    system.deliver();
    assertEquals(8, meter.takeWriteUnits());
  }

  @Test
  void theLongestMessageCostsTheSameToRewrite() {
    MeteredClient meter = meterOfAWarmInstance();

    system.post(beta, group, "👋".repeat(1024));
    assertEquals(5, meter.takeWriteUnits());
    system.deliver();
    assertEquals(8, meter.takeWriteUnits());
    system.clock().advance(Duration.ofSeconds(1));
    system.post(beta, group, "👋".repeat(1024));
    meter.takeWriteUnits();
    system.deliver();
    assertEquals(8, meter.takeWriteUnits());
  }

  /** The first post of an instance also counts a use. */
  private MeteredClient meterOfAWarmInstance() {
    MeteredClient meter = new MeteredClient(system.table().client());
    system.useClient(meter);
    system.post(beta, group, "warm");
    system.deliver();
    system.clock().advance(Duration.ofSeconds(1));
    meter.takeWriteUnits();
    return meter;
  }

  private ApiCall withKey(String groupUuid, String text) {
    return system
        .createMessage(beta, JsonText.object("message_group_uuid", groupUuid, "message", text))
        .header("idempotency-key", "some-key");
  }
}
