package cruddur.commands.redrive;

import cruddur.messaging.stream.StreamBatch;
import cruddur.messaging.stream.StreamBatch.BatchResult;
import cruddur.messaging.stream.StreamBatch.PoisonRecordException;
import cruddur.messaging.stream.StreamBatch.Summary;
import cruddur.messaging.stream.StreamRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Processes records with the rules of the stream's function, and skips poison records. */
record Replay(StreamBatch batch) {

  /**
   * The outcome of a replay.
   *
   * @param processed the number of records processed
   * @param poison the records that can never succeed
   * @param stopped the record at which processing stopped; empty if all records were processed
   */
  record Outcome(int processed, List<RecordFailure> poison, Optional<RecordFailure> stopped) {}

  /**
   * Why a record was not processed.
   *
   * @param reason contains no message text
   */
  record RecordFailure(String sequenceNumber, String reason) {}

  Outcome of(List<StreamRecord> records) {
    List<RecordFailure> poison = new ArrayList<>();
    List<StreamRecord> remaining = records;
    while (!remaining.isEmpty()) {
      switch (attempt(remaining)) {
        case BatchResult.Finished _ -> remaining = List.of();
        case BatchResult.StoppedAt(
                String at,
                String reason,
                Optional<Throwable> cause,
                Summary _) -> {
          int index = remaining.stream().map(StreamRecord::sequenceNumber).toList().indexOf(at);
          if (cause.isPresent()) {
            String why = reason + ", " + cause.get().getClass().getSimpleName();
            return new Outcome(
                records.size() - remaining.size() + index - poison.size(),
                poison,
                Optional.of(new RecordFailure(at, why)));
          }
          poison.add(new RecordFailure(at, reason));
          remaining = remaining.subList(index + 1, remaining.size());
        }
      }
    }
    return new Outcome(records.size() - poison.size(), poison, Optional.empty());
  }

  /** A poison record at the head of a batch is only reported with its reason if it is alone. */
  private BatchResult attempt(List<StreamRecord> records) {
    try {
      return batch.process(records, () -> false);
    } catch (PoisonRecordException e) {
      return batch.process(records.subList(0, 1), () -> false);
    }
  }
}
