package cruddur.simulation;

import static cruddur.simulation.SimulatedInvocation.TASKS;

import cruddur.messaging.port.IndexLag;
import cruddur.messaging.port.MemoryRows;
import cruddur.messaging.port.Rows;
import cruddur.messaging.stream.BatchResult;
import cruddur.messaging.stream.MessageGroupRewriter;
import cruddur.messaging.stream.StreamBatch;
import cruddur.messaging.stream.StreamRecord;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * The parts of a world: those of the real system unless a test plants a fault.
 *
 * @param table makes the table
 * @param rowsOfApi the table as the functions of the API see it
 * @param streamHandler makes the stream handler over the table
 */
record WorldSetup(
    TableFactory table,
    UnaryOperator<Rows> rowsOfApi,
    Function<Rows, StreamHandler> streamHandler) {

  static final WorldSetup REAL_SYSTEM =
      new WorldSetup(
          MemoryRows::new,
          UnaryOperator.identity(),
          rows -> new StreamBatch(new MessageGroupRewriter(rows, TASKS), TASKS)::process);

  /** Makes a table. */
  @FunctionalInterface
  interface TableFactory {

    MemoryRows table(IndexLag lag, int pageSize);
  }

  /** The function that processes a batch of the stream. */
  @FunctionalInterface
  interface StreamHandler {

    BatchResult process(List<StreamRecord> batch, BooleanSupplier outOfTime);
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
