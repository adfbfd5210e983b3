package cruddur.commands.check;

import static cruddur.commands.check.CheckedTable.BOTH;
import static cruddur.commands.check.CheckedTable.FIRST;
import static cruddur.commands.check.CheckedTable.GROUP;
import static cruddur.commands.check.CheckedTable.HERON;
import static cruddur.commands.check.CheckedTable.LAST;
import static cruddur.commands.check.CheckedTable.NEWT;
import static cruddur.commands.check.CheckedTable.OTHER_GROUP;
import static cruddur.commands.check.CheckedTable.OTTER;
import static cruddur.commands.check.CheckedTable.message;
import static cruddur.commands.check.CheckedTable.rowOfHeron;
import static cruddur.commands.check.CheckedTable.rowOfOtter;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cruddur.commands.fixture.InterleavedRequests;
import cruddur.messaging.port.row.Marker;
import cruddur.messaging.port.row.Message;
import cruddur.messaging.port.row.MessageGroup;
import cruddur.messaging.port.row.Pair;
import cruddur.messaging.port.row.ReadState;
import cruddur.messaging.port.row.RowKey;
import cruddur.messaging.port.row.Timestamp;
import cruddur.messaging.stream.MessageGroupRewriter;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** A repair of a read state that the member changes between any two of the check's requests. */
class InterleavedReadStateRepairTest {

  /** Long after the last message. */
  private static final InstantSource LATER =
      InstantSource.fixed(Instant.parse("2026-04-01T00:00:00Z"));

  private static final Timestamp AHEAD = Timestamp.stored("2999-03-01T10:00:00.000000+00:00");
  private static final Message NEWER = message("2026-03-01T12:00:00.000000+00:00", HERON);
  private static final RowKey.OfReadState OF_OTTER = new RowKey.OfReadState(OTTER.uuid(), GROUP);

  @AutoClose
  private final CheckedTable table =
      CheckedTable.of(FIRST, LAST, rowOfOtter(LAST), rowOfHeron(LAST), new Pair(BOTH, GROUP));

  @ParameterizedTest
  @EnumSource(Marker.class)
  void aMarkThatReplacesAMalformedMarkerIsKept(Marker marker) {
    duringEveryRequest(
        () -> putMarkers(Map.of("read_up_to", "r", "hidden_up_to", "h", "cleared_up_to", "c")),
        () -> table.rows().advanceMarker(OF_OTTER, marker, LAST.createdAt()),
        isInterrupted ->
            assertEquals(
                isInterrupted ? Optional.of(LAST.createdAt()) : Optional.empty(),
                state().at(marker)));
  }

  /**
   * A mark that is accepted while a later marker is stored leaves no trace, so its message may stay
   * unread.
   */
  @Test
  void aMarkOfANewMessageDuringARepairIsKeptOrTheMessageStaysUnread() {
    duringEveryRequest(
        () -> {
          table.delete(NEWER.key());
          putMarkers(Map.of("read_up_to", AHEAD.text()));
        },
        () -> {
          table.put(NEWER);
          table.rows().advanceMarker(OF_OTTER, Marker.READ, NEWER.createdAt());
        },
        isInterrupted ->
            assertTrue(
                state().readUpTo().equals(Optional.of(LAST.createdAt()))
                    || (isInterrupted && state().readUpTo().equals(Optional.of(NEWER.createdAt()))),
                () -> state().toString()));
  }

  /** Just before and just after the write. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aMessageThatArrivesDuringARepairStaysUnread(boolean isBeforeTheWrite) {
    putMarkers(Map.of("read_up_to", AHEAD.text()));
    AtomicInteger writes = new AtomicInteger();
    Consumer<SdkRequest> arrival =
        request -> {
          if (request instanceof UpdateItemRequest && writes.incrementAndGet() == 1) {
            table.put(NEWER);
          }
        };
    table.interceptedBy(
        new ExecutionInterceptor() {
          @Override
          public void beforeExecution(
              Context.BeforeExecution context, ExecutionAttributes attributes) {
            if (isBeforeTheWrite) {
              arrival.accept(context.request());
            }
          }

          @Override
          public void afterExecution(
              Context.AfterExecution context, ExecutionAttributes attributes) {
            if (!isBeforeTheWrite) {
              arrival.accept(context.request());
            }
          }
        },
        target -> new TableCheck(target, LATER, true).forEach(_ -> {}, _ -> {}));

    assertEquals(Optional.of(LAST.createdAt()), state().readUpTo());
    assertEquals(1, writes.get());
  }

  @ParameterizedTest
  @EnumSource(Marker.class)
  void otherMarkersThatChangeDuringARepairAreKept(Marker marker) {
    Marker malformed = marker == Marker.READ ? Marker.HIDDEN : Marker.READ;
    duringEveryRequest(
        () ->
            putMarkers(
                Map.of(malformed == Marker.READ ? "read_up_to" : "hidden_up_to", "malformed")),
        () -> table.rows().advanceMarker(OF_OTTER, marker, LAST.createdAt()),
        isInterrupted ->
            assertEquals(
                isInterrupted ? Optional.of(LAST.createdAt()) : Optional.empty(),
                table.rows().getReadable(OF_OTTER).flatMap(state -> state.at(marker))));
  }

  @Test
  void aRowThatIsWrittenSinceItWasReadIsNotDeleted() {
    RowKey.OfReadState ofNewt = new RowKey.OfReadState(NEWT.uuid(), OTHER_GROUP);
    Message first = message(OTHER_GROUP, "2026-03-01T13:00:00.000000+00:00", OTTER);
    MessageGroup rowOfOtter = MessageGroup.showing(first, OTTER.uuid(), NEWT);
    MessageGroup rowOfNewt = MessageGroup.showing(first, NEWT.uuid(), OTTER);
    Pair pair = new Pair(RowKey.OfPair.of(OTTER.uuid(), NEWT.uuid()), OTHER_GROUP);
    duringEveryRequest(
        () -> {
          table.delete(first.key(), rowOfOtter.key(), rowOfNewt.key(), pair.key(), ofNewt);
          table
              .table()
              .putItem(
                  "MBR#u-newt",
                  OTHER_GROUP,
                  Map.of("read_up_to", AttributeValue.fromS(FIRST.createdAt().text())));
        },
        () -> {
          table.put(first, rowOfOtter, rowOfNewt, pair);
          table.rows().advanceMarker(ofNewt, Marker.READ, first.createdAt());
        },
        isInterrupted ->
            assertEquals(
                isInterrupted
                    ? Optional.of(
                        ReadState.none(NEWT.uuid(), OTHER_GROUP)
                            .with(Marker.READ, Optional.of(first.createdAt())))
                    : Optional.empty(),
                table.rows().get(ofNewt)));
  }

  @Test
  void aReadStateIsKeptWhileTheRowsOfItsGroupMove() {
    duringEveryRequest(
        () -> {
          table.delete(NEWER.key(), rowOfOtter(NEWER).key(), rowOfHeron(NEWER).key());
          table.delete(rowOfOtter(LAST).key(), rowOfHeron(LAST).key());
          table.put(rowOfOtter(LAST), rowOfHeron(LAST));
          putMarkers(Map.of("read_up_to", LAST.createdAt().text()));
        },
        () -> {
          table.put(NEWER);
          new MessageGroupRewriter(table.rows()).rewrite(NEWER);
        },
        _ -> assertEquals(Optional.of(LAST.createdAt()), state().readUpTo()));
  }

  @FunctionalInterface
  private interface Assertion {
    void check(boolean isInterrupted);
  }

  /** Repairs as often as the check has requests; the change comes before another one each time. */
  private void duringEveryRequest(Runnable reset, Runnable change, Assertion assertion) {
    int number = 0;
    InterleavedRequests requests;
    do {
      number++;
      reset.run();
      requests = new InterleavedRequests(number, change);
      table.interceptedBy(
          requests, target -> new TableCheck(target, LATER, true).forEach(_ -> {}, _ -> {}));
      assertion.check(requests.isInterrupted());
    } while (requests.isInterrupted());
    assertTrue(number > 4, number + " requests");
  }

  private ReadState state() {
    return table.rows().get(OF_OTTER).orElseThrow();
  }

  /** The only markers of the row. */
  private void putMarkers(Map<String, String> markers) {
    Map<String, AttributeValue> attributes = new HashMap<>();
    markers.forEach((name, text) -> attributes.put(name, AttributeValue.fromS(text)));
    table.table().putItem("MBR#u-otter", GROUP, attributes);
  }
}
