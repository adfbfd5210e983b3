package cruddur.handler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cruddur.handler.fixture.ApiCall;
import cruddur.handler.fixture.FunctionResponse;
import cruddur.messaging.port.row.Marker;
import cruddur.store.dynamodb.item.ReadStateItems;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A marker that is not a timestamp of the one form counts as absent. The other markers of the row
 * hold, and every change of a read state has its effect.
 */
class MalformedMarkersTest extends ReadStateFixture {

  private static final List<AttributeValue> MALFORMED =
      List.of(
          AttributeValue.fromS("zzz"),
          AttributeValue.fromS("2026-11-22T13:07:40"),
          AttributeValue.fromN("5"),
          AttributeValue.fromNul(true),
          AttributeValue.fromL(List.of(AttributeValue.fromS(FIRST))));

  private String second;

  @BeforeEach
  void postASecondMessage() {
    second = post(alpha, "second");
  }

  static Stream<Arguments> malformedMarkers() {
    return Stream.of(Marker.values())
        .flatMap(marker ->
            MALFORMED.stream()
                .flatMap(value ->
                    Stream.of(Marker.values())
                        .filter(other -> other != marker)
                        .map(other -> Arguments.of(marker, value, other))));
  }

  @ParameterizedTest
  @MethodSource("malformedMarkers")
  void readsAreThoseWithoutTheMarker(Marker marker, AttributeValue value, Marker other) {
    for (String upTo : List.of(FIRST, second)) {
      List<FunctionResponse> expected = readsOf(Map.of(other, AttributeValue.fromS(upTo)));

      assertEquals(expected, readsOf(Map.of(other, AttributeValue.fromS(upTo), marker, value)));
    }
  }

  @ParameterizedTest
  @MethodSource("malformedMarkers")
  void changesHaveTheEffectThatTheyHaveWithoutTheMarker(
      Marker marker, AttributeValue value, Marker other) {
    List<ApiCall> changes =
        List.of(
            markRead(beta, second),
            hide(beta, second),
            bringBack(beta, second),
            clear(beta, FIRST),
            clear(beta, second));
    for (ApiCall change : changes) {
      putState(Map.of(other, AttributeValue.fromS(FIRST)));
      FunctionResponse expected = change.send();
      List<FunctionResponse> reads = reads();

      putState(Map.of(other, AttributeValue.fromS(FIRST), marker, value));
      assertEquals(expected, change.send());
      assertEquals(reads, reads());
    }
  }

  @ParameterizedTest
  @MethodSource("malformedMarkers")
  void aReadCountsTheRowOnce(Marker marker, AttributeValue value, Marker other) {
    putState(Map.of(other, AttributeValue.fromS(FIRST), marker, value));
    List<ApiCall> calls = List.of(system.listMessageGroups(beta), system.listMessages(beta, group));
    for (ApiCall call : calls) {
      system.log().takeLines();
      call.send();

      String line = system.log().takeLine();
      assertTrue(
          line.contains(
              "\"unreadableRows\":1,\"unreadableAttributes\":[\"%s\"]"
                  .formatted(ReadStateItems.attribute(marker))),
          line);
    }
  }

  private List<FunctionResponse> readsOf(Map<Marker, AttributeValue> markers) {
    putState(markers);
    return reads();
  }

  private List<FunctionResponse> reads() {
    return List.of(
        system.listMessageGroups(beta).send(),
        system.listMessageGroups(beta).query("hidden", "true").send(),
        system.listMessages(beta, group).send());
  }

  private void putState(Map<Marker, AttributeValue> markers) {
    Map<String, AttributeValue> item = new HashMap<>();
    item.put("pk", AttributeValue.fromS("MBR#" + beta.uuid()));
    item.put("sk", AttributeValue.fromS(group));
    markers.forEach((marker, value) -> item.put(ReadStateItems.attribute(marker), value));
    system.table().putAttributes(item);
  }
}
