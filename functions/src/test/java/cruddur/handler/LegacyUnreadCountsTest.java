package cruddur.handler;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cruddur.handler.fixture.SampleUser;
import cruddur.handler.legacy.LegacyRows;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Counts of rows and messages of Cruddur's Flask app. */
class LegacyUnreadCountsTest extends ReadStateFixture {

  @BeforeEach
  void deliverTheStream() {
    system.deliver();
  }

  /** In each pair, both forms mean one time; as strings they are in either order. */
  @ParameterizedTest
  @CsvSource({
    "2026-11-22T13:07:42.5, 2026-11-22T13:07:42.500000+00:00",
    "2026-11-22T13:07:42.500000+00:00, 2026-11-22T13:07:42.5",
    "2026-11-22T13:07:42.500000, 2026-11-22T13:07:42.500000+00:00",
    "2026-11-22T13:07:42.500000+00:00, 2026-11-22T13:07:42.500000",
    "2026-11-22T13:07:42, 2026-11-22T13:07:42.000000+00:00",
    "2026-11-22T13:07:42.000000+00:00, 2026-11-22T13:07:42",
  })
  void aMessageOfTheSameTimeAsOnesOwnIsNotNewer(String ofBeta, String ofAlpha) {
    system.table().putItem(LegacyRows.message(beta.profile(), group, ofBeta, "own"));
    system.table().putItem(LegacyRows.message(alpha.profile(), group, ofAlpha, "other"));
    moveRow(beta, ofAlpha);

    assertEquals(List.of("0"), unread(beta));
  }

  @Test
  void aNewerMessageThanOnesOwnCountsInAnyForm() {
    system
        .table()
        .putItem(LegacyRows.message(beta.profile(), group, "2026-11-22T13:07:42.5", "own"));
    system
        .table()
        .putItem(LegacyRows.message(alpha.profile(), group, "2026-11-22T13:07:42.500001", "other"));
    moveRow(beta, "2026-11-22T13:07:42.500001");

    assertEquals(List.of("1"), unread(beta));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"2026-11-22T15:07:42.5+02:00", "2026-11-22T13:07:42.5", "2026-11-22T13:07:42"})
  void aMessageOfAnotherFormIsCountedByARowOfTheOneForm(String createdAt) {
    system.table().putItem(LegacyRows.message(alpha.profile(), group, createdAt, "other"));
    moveRow(beta, "2026-11-22T13:07:42.500000+00:00");

    assertEquals(List.of("2"), unread(beta));
  }

  @Test
  void theSenderOfTheLastMessageIsFoundWithoutARowThatNamesThem() {
    removeSenders();
    assertEquals(List.of("true"), fromMe(alpha));
    assertEquals(List.of("0"), unread(alpha));
    assertEquals(List.of("false"), fromMe(beta));
    assertEquals(List.of("1"), unread(beta));

    markRead(beta, FIRST).send();
    system.markRead(alpha, group, "{\"up_to\":\"%s\"}".formatted(FIRST)).send();
    assertEquals(List.of("true"), fromMe(alpha));
    assertEquals(List.of("false"), fromMe(beta));
  }

  @Test
  void theSenderIsThatOfTheMessageThatTheRowShows() {
    removeSenders();
    system.post(beta, group, "not delivered yet");

    assertEquals(List.of("false"), fromMe(beta));
    assertEquals(List.of("true"), fromMe(alpha));
    assertEquals(List.of("0"), unread(beta));
    assertEquals(List.of("0"), unread(alpha));
  }

  private List<String> fromMe(SampleUser member) {
    return system.listMessageGroups(member).send().each("last_message_from_me");
  }

  private void removeSenders() {
    for (SampleUser member : List.of(alpha, beta)) {
      Map<String, String> row = system.table().groupRows(member).getFirst();
      system.table().removeAttribute(row.get("pk"), row.get("sk"), "message_user_uuid");
    }
  }

  /** Moves a member's row to another message of alpha. */
  private void moveRow(SampleUser member, String lastMessageAt) {
    Map<String, String> row = new HashMap<>(system.table().groupRows(member).getFirst());
    system.table().deleteItem(row.get("pk"), row.get("sk"));
    row.put("sk", lastMessageAt);
    system.table().putItem(row);
  }
}
