package cruddur.commands.tables;

import cruddur.commands.targets.TableTarget;
import cruddur.store.dynamodb.MessagesTable;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

/**
 * Reads a whole table, a page at a time, and keeps none of it.
 *
 * @param prefix only rows whose partition key begins so; the others are read all the same
 */
public record TableScan(TableTarget table, Optional<String> prefix) {

  /**
   * What was read.
   *
   * @param items those that were passed on
   * @param scanned those that were read
   */
  public record Count(long items, long scanned) {

    Count plus(ScanResponse page) {
      return new Count(items + page.count(), scanned + page.scannedCount());
    }
  }

  /**
   * Passes on every item, as plain values by attribute, the key first.
   *
   * @param afterPage is told, after each page, what was read so far
   */
  public Count forEach(Consumer<Map<String, Object>> item, Consumer<Count> afterPage) {
    Count count = new Count(0, 0);
    for (ScanResponse page : table.dynamoDb().client().scanPaginator(request())) {
      for (Map<String, AttributeValue> attributes : page.items()) {
        item.accept(ItemValues.of(attributes));
      }
      count = count.plus(page);
      afterPage.accept(count);
    }
    return count;
  }

  /** Every item as DynamoDB has it, read as the stream is taken. */
  public Stream<Map<String, AttributeValue>> items() {
    return table.dynamoDb().client().scanPaginator(request()).items().stream();
  }

  private ScanRequest request() {
    ScanRequest.Builder request = ScanRequest.builder().tableName(table.name());
    prefix.ifPresent(start ->
        request
            .filterExpression("begins_with(#pk, :prefix)")
            .expressionAttributeNames(Map.of("#pk", MessagesTable.PK))
            .expressionAttributeValues(Map.of(":prefix", AttributeValue.fromS(start))));
    return request.build();
  }
}
