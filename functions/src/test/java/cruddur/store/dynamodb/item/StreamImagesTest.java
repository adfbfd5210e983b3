package cruddur.store.dynamodb.item;

import static cruddur.messaging.port.SampleRows.ALPHA;
import static cruddur.messaging.port.SampleRows.BETA;
import static cruddur.messaging.port.SampleRows.GROUP;
import static cruddur.messaging.port.SampleRows.moment;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import cruddur.messaging.port.row.Marker;
import cruddur.messaging.port.row.Message;
import cruddur.messaging.port.row.ReadState;
import cruddur.messaging.port.row.UnreadableRowException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamImagesTest {

  private static final Map<String, String> IMAGE =
      Map.of(
          "pk", "MSG#" + GROUP,
          "sk", "2026-11-22T13:07:40.000001+00:00",
          "message_uuid", "uuid of message",
          "message", "some text",
          "user_uuid", ALPHA.uuid(),
          "user_display_name", "Sample Alpha",
          "user_handle", "alpha");

  @Test
  void theImageOfAMessageIsTheMessage() {
    assertEquals(
        Optional.of(new Message("uuid of message", GROUP, moment(1), ALPHA, "some text")),
        StreamImages.message(IMAGE));
  }

  @Test
  void theImageOfAnotherRowIsIgnored() {
    Map<String, String> groupRow =
        Map.of(
            "pk", "GRP#" + ALPHA.uuid(),
            "sk", "2026-11-22T13:07:40.000001+00:00",
            "message_group_uuid", GROUP,
            "message", "some text",
            "user_uuid", BETA.uuid(),
            "user_display_name", "Sample Beta",
            "user_handle", "beta");

    assertEquals(Optional.empty(), StreamImages.message(groupRow));
    assertEquals(Optional.empty(), StreamImages.message(Map.of("pk", "XYZ#some", "sk", "XYZ")));
    assertEquals(Optional.empty(), StreamImages.message(Map.of()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"message_uuid", "message", "user_uuid", "user_display_name", "user_handle"})
  void aMessageWithoutOneOfItsAttributesIsUnreadable(String missing) {
    assertUnreadable(
        "The row pk=MSG#%s sk=2026-11-22T13:07:40.000001+00:00 has no attribute %s. Add it, or delete the row."
            .formatted(GROUP, missing),
        imageWith(missing, null));
  }

  @Test
  void aMessageWithoutATimestampIsUnreadable() {
    assertUnreadable(
        "The row pk=MSG#%s sk=yesterday has in sk no timestamp of a known form. Find out who wrote it."
            .formatted(GROUP),
        imageWith("sk", "yesterday"));
  }

  @Test
  void theImageOfAReadStateIsReadLikeItsRow() {
    Map<String, String> image =
        Map.of(
            "pk",
            "MBR#" + ALPHA.uuid(),
            "sk",
            GROUP,
            "read_up_to",
            moment(1).text(),
            "cleared_up_to",
            "yesterday");

    assertEquals(
        Optional.of(
            new ReadState(
                ALPHA.uuid(), GROUP, Map.of(Marker.READ, moment(1)), Set.of(Marker.CLEARED))),
        StreamImages.readState(image));
  }

  /** The marker of a row and of its stream record are read by one rule. */
  @ParameterizedTest
  @ValueSource(strings = {"2026-11-22T13:07:40", "2026-11-22T13:07:40.000001Z", "yesterday", ""})
  void anotherFormOfATimestampIsNoMarker(String malformed) {
    Map<String, String> image =
        Map.of("pk", "MBR#" + ALPHA.uuid(), "sk", GROUP, "read_up_to", malformed);

    assertEquals(
        Optional.of(new ReadState(ALPHA.uuid(), GROUP, Map.of(), Set.of(Marker.READ))),
        StreamImages.readState(image));
  }

  @Test
  void anotherImageIsNoReadState() {
    assertEquals(Optional.empty(), StreamImages.readState(IMAGE));
    assertEquals(Optional.empty(), StreamImages.readState(Map.of()));
  }

  private static Map<String, String> imageWith(String name, String value) {
    Map<String, String> image = new HashMap<>(IMAGE);
    if (value == null) {
      image.remove(name);
    } else {
      image.put(name, value);
    }
    return image;
  }

  private static void assertUnreadable(String message, Map<String, String> image) {
    assertEquals(
        message,
        assertThrows(UnreadableRowException.class, () -> StreamImages.message(image)).getMessage());
  }
}
