package cruddur.bench.table;

import cruddur.messaging.port.row.Row;
import cruddur.store.dynamodb.item.RowItems;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Writes rows in batches, faster than the functions would. */
public record RowLoader(DynamoDbClient client, String tableName) {

  /** DynamoDB's limit for a batch. */
  private static final int BATCH = 25;

  /** A batch that takes longer on a busy machine is sent again, which writes the same rows. */
  private static final Duration MAX_DURATION = Duration.ofMinutes(5);

  /** Writes rows, in order. */
  public void load(Stream<? extends Row> rows) {
    List<WriteRequest> batch = new ArrayList<>(BATCH);
    for (Iterator<? extends Row> all = rows.iterator(); all.hasNext(); ) {
      Row row = all.next();
      batch.add(WriteRequest.builder().putRequest(put -> put.item(RowItems.toItem(row))).build());
      if (batch.size() == BATCH) {
        write(batch);
      }
    }
    if (!batch.isEmpty()) {
      write(batch);
    }
  }

  private void write(List<WriteRequest> batch) {
    Map<String, List<WriteRequest>> unprocessed =
        client
            .batchWriteItem(request ->
                request
                    .requestItems(Map.of(tableName, List.copyOf(batch)))
                    .overrideConfiguration(settings -> settings.apiCallTimeout(MAX_DURATION)))
            .unprocessedItems();
    if (!unprocessed.isEmpty()) {
      throw new IllegalStateException("DynamoDB Local did not write a whole batch");
    }
    batch.clear();
  }
}
