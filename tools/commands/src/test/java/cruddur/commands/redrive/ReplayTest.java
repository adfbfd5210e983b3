package cruddur.commands.redrive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;

import cruddur.messaging.ConcurrentTasks;
import cruddur.messaging.port.Rows;
import cruddur.messaging.port.RowsUnavailableException;
import cruddur.messaging.port.row.Message;
import cruddur.messaging.port.row.Timestamp;
import cruddur.messaging.port.row.UserProfile;
import cruddur.messaging.stream.MessageGroupRewriter;
import cruddur.messaging.stream.RecordFailure;
import cruddur.messaging.stream.StreamBatch;
import cruddur.messaging.stream.StreamRecord;
import cruddur.messaging.stream.StreamRecord.Content;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReplayTest {

  private static final Message MESSAGE =
      new Message(
          "m", "g", Timestamp.of(Instant.EPOCH), new UserProfile("u", "otter", "Otter"), "private");

  private final Rows rows = mock();
  private final Replay replay =
      new Replay(new StreamBatch(new MessageGroupRewriter(rows), ConcurrentTasks.ONE_BY_ONE));

  @Test
  void aTableThatDoesNotRespondLeavesARecordUnfinished() {
    RowsUnavailableException failure = new RowsUnavailableException("with a message text", null);
    doThrow(failure).when(rows).allReadable(any());
    RecordFailure first = new RecordFailure("1", "unreadable", true, Optional.empty());
    RecordFailure last = new RecordFailure("4", "unreadable", true, Optional.empty());

    assertEquals(
        new Replay.Outcome(
            1,
            List.of(first, last),
            Optional.of(
                new RecordFailure("3", "its group was not finished", false, Optional.of(failure)))),
        replay.of(
            List.of(
                record(1, new Content.Unreadable("unreadable")),
                record(2, new Content.Ignored()),
                record(3, new Content.Inserted(MESSAGE)),
                record(4, new Content.Unreadable("unreadable")))));
  }

  @Test
  void anEmptyBatchIsProcessed() {
    assertEquals(new Replay.Outcome(0, List.of(), Optional.empty()), replay.of(List.of()));
  }

  private static StreamRecord record(int sequenceNumber, Content content) {
    return new StreamRecord(Integer.toString(sequenceNumber), content);
  }
}
