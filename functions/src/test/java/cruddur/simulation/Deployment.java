package cruddur.simulation;

import cruddur.conversation.MessageGroupRewriter;
import cruddur.conversation.StreamBatch;
import cruddur.conversation.StreamRecord;
import cruddur.conversation.rows.IndexLag;
import cruddur.conversation.rows.MemoryRows;
import cruddur.conversation.rows.Rows;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * How a world is put together: as it really is, but where a test plants a fault.
 *
 * @param table makes the table
 * @param rowsOfApi the table as the functions of the API see it
 * @param streamHandler the stream's function, over the table
 */
record Deployment(
    TableFactory table,
    UnaryOperator<Rows> rowsOfApi,
    Function<Rows, StreamHandler> streamHandler) {

  static final Deployment AS_IT_IS =
      new Deployment(
          MemoryRows::new,
          UnaryOperator.identity(),
          rows -> new StreamBatch(new MessageGroupRewriter(rows))::process);

  /** Makes tables. */
  @FunctionalInterface
  interface TableFactory {

    MemoryRows table(IndexLag lag, int readAtOnce);
  }

  /** The stream's function. */
  @FunctionalInterface
  interface StreamHandler {

    StreamBatch.Result process(List<StreamRecord> batch, BooleanSupplier outOfTime);
  }

  Deployment withTable(TableFactory other) {
    return new Deployment(other, rowsOfApi, streamHandler);
  }

  Deployment withRowsOfApi(UnaryOperator<Rows> other) {
    return new Deployment(table, other, streamHandler);
  }

  Deployment withRowsOfStreamHandler(UnaryOperator<Rows> rows) {
    return new Deployment(table, rowsOfApi, rows.andThen(streamHandler));
  }

  Deployment withStreamHandler(UnaryOperator<StreamHandler> change) {
    return new Deployment(table, rowsOfApi, streamHandler.andThen(change));
  }
}
