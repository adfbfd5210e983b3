package cruddur.simulation;

import cruddur.messaging.port.IndexLag;
import cruddur.messaging.port.MemoryRows;
import cruddur.messaging.port.Rows;
import cruddur.messaging.stream.MessageGroupRewriter;
import cruddur.messaging.stream.StreamBatch;
import cruddur.messaging.stream.StreamRecord;
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
record WorldSetup(
    TableFactory table,
    UnaryOperator<Rows> rowsOfApi,
    Function<Rows, StreamHandler> streamHandler) {

  static final WorldSetup AS_IT_IS =
      new WorldSetup(
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

    StreamBatch.BatchResult process(List<StreamRecord> batch, BooleanSupplier outOfTime);
  }

  WorldSetup withTable(TableFactory other) {
    return new WorldSetup(other, rowsOfApi, streamHandler);
  }

  WorldSetup withRowsOfApi(UnaryOperator<Rows> other) {
    return new WorldSetup(table, other, streamHandler);
  }

  WorldSetup withRowsOfStreamHandler(UnaryOperator<Rows> rows) {
    return new WorldSetup(table, rowsOfApi, rows.andThen(streamHandler));
  }

  WorldSetup withStreamHandler(UnaryOperator<StreamHandler> change) {
    return new WorldSetup(table, rowsOfApi, streamHandler.andThen(change));
  }
}
