package cruddur.handler;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cruddur.handler.fixture.ApiCall;
import cruddur.messaging.port.row.Marker;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Positions that are later than now. The clock of the instance that wrote a message may be ahead,
 * but what is not written yet is neither read nor hidden nor cleared.
 */
class PositionsAheadTest extends ReadStateFixture {

  private static final String NOW = "2026-11-22T13:07:41.123456+00:00";
  private static final String AHEAD = "2026-11-22T13:08:11.000000+00:00";
  private static final String A_MINUTE_AHEAD = "2026-11-22T13:08:41.123456+00:00";
  private static final String TOO_FAR_AHEAD = "2026-11-22T13:08:41.123457+00:00";

  @ParameterizedTest
  @EnumSource
  void withoutALaterMessageTheMarkerIsTheCurrentTime(Marker marker) {
    assertMarker(NOW, change(marker, A_MINUTE_AHEAD));
  }

  @ParameterizedTest
  @EnumSource
  void aMessageOfAClockThatIsAheadIsCovered(Marker marker) {
    putMessage(AHEAD);

    assertMarker(AHEAD, change(marker, AHEAD));
  }

  @ParameterizedTest
  @EnumSource
  void theMarkerEndsAtTheNewestMessage(Marker marker) {
    putMessage(AHEAD);

    assertMarker(AHEAD, change(marker, A_MINUTE_AHEAD));
  }

  @ParameterizedTest
  @EnumSource
  void aPositionBeforeTheNewestMessageIsStoredAsItIs(Marker marker) {
    putMessage(A_MINUTE_AHEAD);

    assertMarker(AHEAD, change(marker, AHEAD));
  }

  @ParameterizedTest
  @EnumSource
  void moreThanAMinuteAheadIsRefused(Marker marker) {
    putMessage(TOO_FAR_AHEAD);

    system.refuses(change(marker, TOO_FAR_AHEAD), 422, "up_to_invalid");
  }

  @ParameterizedTest
  @EnumSource
  void aMessageThatIsWrittenAfterwardsIsListedAndUnread(Marker marker) {
    change(marker, A_MINUTE_AHEAD).send();

    post(alpha, "afterwards");

    assertEquals(List.of(group), groups(beta));
    assertEquals("afterwards", messages(beta).getLast());
    assertEquals(marker == Marker.HIDDEN ? List.of("2") : List.of("1"), unread(beta));
  }

  @Test
  void aPositionThatIsNotAheadIsOneRequest() {
    clear(beta, FIRST).send();
    system.rows().takeRequests();

    assertMarker(NOW, clear(beta, NOW));
    assertEquals(List.of("advancemarker"), system.rows().takeNames());
    assertMarker(NOW, clear(beta, AHEAD));
    assertEquals(List.of("query Messages", "advancemarker"), system.rows().takeNames());
  }

  private ApiCall change(Marker marker, String upTo) {
    return switch (marker) {
      case READ -> markRead(beta, upTo);
      case HIDDEN -> hide(beta, upTo);
      case CLEARED -> clear(beta, upTo);
    };
  }

  private void putMessage(String createdAt) {
    Map<String, String> message =
        new HashMap<>(system.table().partition("MSG#" + group).getFirst());
    message.put("sk", createdAt);
    system.table().putItem(message);
  }
}
