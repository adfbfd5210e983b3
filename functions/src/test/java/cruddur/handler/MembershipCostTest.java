package cruddur.handler;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cruddur.handler.fixture.ApiCall;
import cruddur.handler.fixture.ConversationFixture;
import cruddur.handler.fixture.JsonText;
import cruddur.handler.fixture.MessagingSystem;
import cruddur.handler.fixture.MeteredClient;
import cruddur.handler.fixture.SampleUser;
import cruddur.messaging.port.ObservedRows.Request;
import cruddur.messaging.port.RowPage;
import cruddur.messaging.port.RowQuery;
import cruddur.messaging.port.row.MessageGroup;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The requests of a refused caller, and the read units that the table reports for them. */
class MembershipCostTest extends ConversationFixture {

  private static final String ABSENT = "d4d4d4d4-0000-4000-8000-00000000000a";

  private static final double REFUSAL = 1.5;

  private MeteredClient meter;
  private SampleUser stranger;

  @BeforeEach
  void signUpAStranger() {
    system.deliver();
    stranger = system.signUp("stranger");
    meter = new MeteredClient(system.table().client());
    system.useClient(meter);
    for (SampleUser user : List.of(alpha, beta, stranger)) {
      cacheProfile(user);
    }
  }

  @Test
  void anAbsentGroupCostsTwoRequests() {
    assertRefused(system.listMessages(stranger, ABSENT));

    assertEquals(
        List.of(
            new Request.Query(RowQuery.IndexOfGroup.of(ABSENT)),
            new Request.Query(new RowQuery.Messages(ABSENT, Optional.empty(), 1))),
        system.rows().takeRequests());
    assertEquals(REFUSAL, meter.takeReadUnits());
  }

  @Test
  void aGroupOfOthersCostsTheSame() {
    assertRefused(system.listMessages(stranger, group));

    assertEquals(
        List.of(
            new Request.Query(RowQuery.IndexOfGroup.of(group)),
            new Request.Query(new RowQuery.Messages(group, Optional.of("0"), 1))),
        system.rows().takeRequests());
    assertEquals(REFUSAL, meter.takeReadUnits());
  }

  @Test
  void aGroupOfOthersWithTheLongestMessagesCostsTheSame() {
    system.post(beta, group, "👋".repeat(1024));
    system.deliver();
    takeCost();

    assertRefused(system.listMessages(stranger, group));

    assertEquals(REFUSAL, meter.takeReadUnits());
  }

  @Test
  void aRefusedPostCostsTheSame() {
    for (String other : List.of(ABSENT, group)) {
      assertRefused(post(stranger, other));

      assertEquals(
          List.of("query IndexOfGroup", "query Messages"), system.rows().takeNames(), other);
      assertEquals(REFUSAL, meter.takeReadUnits(), other);
    }
  }

  @Test
  void aRepeatedRefusalCostsTheSame() {
    for (int i = 0; i < 3; i++) {
      assertRefused(system.listMessages(stranger, group));
      assertEquals(List.of("query IndexOfGroup", "query Messages"), system.rows().takeNames());
    }
    assertEquals(3 * REFUSAL, meter.takeReadUnits());
  }

  @Test
  void aCallerWithTwoThousandConversationsPaysTheSame() {
    Map<String, String> row = system.table().groupRows(alpha).getFirst();
    system
        .table()
        .putItems(
            LongStream.range(0, 2_000).mapToObj(number -> rowOfStranger(row, number)).toList());

    for (String other : List.of(ABSENT, group)) {
      assertRefused(system.listMessages(stranger, other));
      assertEquals(
          List.of("query IndexOfGroup", "query Messages"), system.rows().takeNames(), other);
      assertEquals(REFUSAL, meter.takeReadUnits(), other);

      assertRefused(post(stranger, other));
      assertEquals(
          List.of("query IndexOfGroup", "query Messages"), system.rows().takeNames(), other);
      assertEquals(REFUSAL, meter.takeReadUnits(), other);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@beta",
        "D4D4D4D4-0000-4000-8000-00000000000A",
        ABSENT + "0",
        ABSENT + "#",
        "d4d4d4d4000040008000000000000000000a",
        "👋",
      })
  void aMalformedGroupUuidCostsNoRequest(String malformed) {
    assertRefused(system.listMessages(stranger, malformed));
    assertRefused(system.listMessages(stranger, malformed.repeat(100)));
    assertRefused(post(stranger, malformed));

    assertEquals(List.of(), system.rows().takeRequests());
    assertEquals(0, meter.takeReadUnits());
  }

  @Test
  void aMemberOfANewGroupIsFoundInTheirOwnRows() {
    indexReturns(List.of());

    assertEquals(200, system.listMessages(beta, group).send().status());
    assertEquals(
        List.of(
            "get", "query IndexOfGroup", "query MemberSearch", "query Messages", "query Messages"),
        sortedNames());
    assertEquals(200, system.listMessages(beta, group).send().status());
    assertEquals(List.of("get", "query Messages"), sortedNames());
  }

  @Test
  void onlyOwnRowsDecideAboutAGroupThatTheIndexDoesNotReturn() {
    indexReturns(List.of());

    assertRefused(system.listMessages(stranger, group));
    assertEquals(
        List.of("query IndexOfGroup", "query Messages", "query MemberSearch"),
        system.rows().takeNames());
    assertRefused(system.listMessages(stranger, ABSENT));
    assertEquals(List.of("query IndexOfGroup", "query Messages"), system.rows().takeNames());
  }

  @Test
  void theRowOfOneMemberDecidesForBothAndForStrangers() {
    indexReturns(
        system.rows().query(RowQuery.IndexOfGroup.of(group)).rows().stream()
            .filter(row -> row.memberUuid().equals(alpha.uuid()))
            .toList());
    takeCost();

    assertEquals(200, system.listMessages(alpha, group).send().status());
    assertEquals(List.of("get", "query IndexOfGroup", "query Messages"), sortedNames());
    assertEquals(200, system.listMessages(beta, group).send().status());
    assertEquals(List.of("get", "query IndexOfGroup", "query Messages"), sortedNames());
    assertRefused(system.listMessages(stranger, group));
    assertEquals(List.of("query IndexOfGroup", "query Messages"), system.rows().takeNames());
  }

  @Test
  void aMemberCostsOneQueryOfTheIndex() {
    assertEquals(200, system.listMessages(beta, group).send().status());

    assertEquals(
        new Request.Query(RowQuery.IndexOfGroup.of(group)),
        system.rows().takeRequests().getFirst());
    // The index, the read state and the page of messages.
    assertEquals(0.5 + 1 + 1, meter.takeReadUnits());
  }

  /** A list makes some of its requests side by side. */
  private List<String> sortedNames() {
    return system.rows().takeNames().stream().sorted().toList();
  }

  private void assertRefused(ApiCall call) {
    system.refuses(call, 404, "message_group_not_found");
  }

  private ApiCall post(SampleUser sender, String toGroup) {
    return system.createMessage(
        sender, JsonText.object("message_group_uuid", toGroup, "message", "hello"));
  }

  private void cacheProfile(SampleUser user) {
    assertRefused(system.listMessages(user, "no uuid"));
    assertRefused(post(user, "no uuid"));
    takeCost();
  }

  private void takeCost() {
    system.rows().takeRequests();
    meter.takeReadUnits();
  }

  private void indexReturns(List<MessageGroup> rows) {
    system
        .rows()
        .intercept((request, table) ->
            request instanceof Request.Query(RowQuery.IndexOfGroup index)
                    && index.groupUuid().equals(group)
                ? new RowPage<>(rows, Optional.empty())
                : table.get());
  }

  private Map<String, String> rowOfStranger(Map<String, String> row, long number) {
    Map<String, String> copy = new HashMap<>(row);
    copy.put("pk", "GRP#" + stranger.uuid());
    copy.put("sk", "2026-11-21T00:00:00.%06d+00:00".formatted(number));
    copy.put("message_group_uuid", MessagingSystem.uuid(1_000_000 + number));
    return copy;
  }
}
