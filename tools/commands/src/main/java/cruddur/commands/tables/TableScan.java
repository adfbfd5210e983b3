package cruddur.commands.tables;

import cruddur.commands.targets.TableTarget;
import cruddur.store.dynamodb.item.MessagesTable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

/**
 * Reads a whole table page by page, without keeping it in memory.
 *
 * @param prefix returns only rows whose partition key starts with it; DynamoDB reads all rows
 */
public record TableScan(TableTarget table, Optional<String> prefix) {

  /**
   * Numbers of items.
   *
   * @param items returned by DynamoDB, after the filter
   * @param scanned read by DynamoDB, before the filter
   */
  public record Count(long items, long scanned) {

    Count plus(ScanResponse page) {
      return new Count(items + page.count(), scanned + page.scannedCount());
    }
  }

  /** Receives the items of a page, and the counts up to and including it. */
  @FunctionalInterface
  public interface PageConsumer {

    void accept(List<Map<String, AttributeValue>> items, Count count);
  }

  /** Passes every page to a consumer. Returns the counts of all pages. */
  public Count forEachPage(PageConsumer page) {
    Count count = new Count(0, 0);
    for (ScanResponse response : table.dynamoDb().client().scanPaginator(request())) {
      count = count.plus(response);
      page.accept(response.items(), count);
    }
    return count;
  }

  /** All items, read lazily. */
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
