package cruddur.store.dynamodb;

import static cruddur.messaging.port.SampleRows.ALPHA;
import static cruddur.messaging.port.SampleRows.GROUP;
import static cruddur.messaging.port.SampleRows.moment;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import cruddur.messaging.port.RowsUnavailableException;
import cruddur.messaging.port.row.Marker;
import cruddur.messaging.port.row.RowKey;
import cruddur.messaging.port.row.Timestamp;
import cruddur.store.dynamodb.item.MessagesTable;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/** A malformed marker that another writer changes while it is being replaced. */
class MarkerRacesTest {

  private static final RowKey.OfReadState STATE = new RowKey.OfReadState(ALPHA.uuid(), GROUP);

  @RegisterExtension static final DynamoDbLocal DYNAMODB = new DynamoDbLocal();

  private int updates;

  @Test
  void anEarlierMarkThatReplacesItFirstIsReplaced() {
    putMarker("zzz");

    assertEquals(moment(5), advance(update -> putMarkerBefore(2, update, moment(4).text())));

    assertEquals(3, updates);
    assertEquals(Optional.of(moment(5)), stored());
  }

  @Test
  void aLaterMarkThatReplacesItFirstStays() {
    putMarker("zzz");

    assertEquals(moment(6), advance(update -> putMarkerBefore(2, update, moment(6).text())));

    assertEquals(2, updates);
    assertEquals(Optional.of(moment(6)), stored());
  }

  @Test
  void itsRemovalDoesNotLoseTheMark() {
    putMarker("zzz");

    assertEquals(
        moment(5),
        advance(update -> {
          if (update == 2) {
            DYNAMODB
                .client()
                .deleteItem(delete ->
                    delete.tableName(DYNAMODB.tableName()).key(MessagesTable.primaryKey(STATE)));
          }
        }));

    assertEquals(3, updates);
    assertEquals(Optional.of(moment(5)), stored());
  }

  @Test
  void afterThreeAttemptsTheTableIsUnavailable() {
    assertThrows(
        RowsUnavailableException.class, () -> advance(update -> putMarker("zzz" + update)));

    assertEquals(3, updates);
    assertEquals(Optional.empty(), stored());
  }

  /** Advances the marker, and does something before each update with its number, from 1. */
  private Timestamp advance(IntConsumer beforeUpdate) {
    DynamoDbClient client =
        new DynamoDbClient() {
          @Override
          public UpdateItemResponse updateItem(UpdateItemRequest request) {
            updates++;
            beforeUpdate.accept(updates);
            return DYNAMODB.client().updateItem(request);
          }

          @Override
          public String serviceName() {
            return DYNAMODB.client().serviceName();
          }

          @Override
          public void close() {
            // The extension closes the client.
          }
        };
    return DYNAMODB.rows(client).advanceMarker(STATE, Marker.READ, moment(5));
  }

  private void putMarkerBefore(int wanted, int update, String value) {
    if (update == wanted) {
      putMarker(value);
    }
  }

  private static void putMarker(String value) {
    DYNAMODB
        .client()
        .putItem(put ->
            put.tableName(DYNAMODB.tableName())
                .item(
                    Map.of(
                        "pk",
                        AttributeValue.fromS("MBR#" + ALPHA.uuid()),
                        "sk",
                        AttributeValue.fromS(GROUP),
                        "read_up_to",
                        AttributeValue.fromS(value))));
  }

  private static Optional<Timestamp> stored() {
    return DYNAMODB.rows().get(STATE).flatMap(state -> state.at(Marker.READ));
  }
}
