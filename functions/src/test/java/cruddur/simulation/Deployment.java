package cruddur.simulation;

import cruddur.conversation.MessageGroupRewriter;
import cruddur.conversation.StreamBatch;
import cruddur.conversation.StreamRecord;
import cruddur.conversation.rows.Rows;
import java.util.List;
import java.util.function.BooleanSupplier;

/** How the functions are put together: as they really are, but where a test plants a fault. */
class Deployment {

  /** The stream's function. */
  @FunctionalInterface
  interface StreamHandler {

    StreamBatch.Result process(List<StreamRecord> batch, BooleanSupplier outOfTime);
  }

  /** The table as the functions of the API see it. */
  Rows rowsOfApi(Rows rows) {
    return rows;
  }

  StreamHandler streamHandler(Rows rows) {
    return new StreamBatch(new MessageGroupRewriter(rows))::process;
  }
}
