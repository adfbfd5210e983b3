package cruddur.commands.redrive;

import cruddur.messaging.stream.BatchResult;
import cruddur.messaging.stream.RecordFailure;
import cruddur.messaging.stream.StreamBatch;
import cruddur.messaging.stream.StreamRecord;
import java.util.List;
import java.util.Optional;

/** Processes records with the rules of the stream's function. */
record Replay(StreamBatch batch) {

  /**
   * The outcome of a replay.
   *
   * @param processed the number of records processed
   * @param poison the records that can never succeed
   * @param unfinished the first record that a retry may process; empty if there is none
   */
  record Outcome(int processed, List<RecordFailure> poison, Optional<RecordFailure> unfinished) {}

  Outcome of(List<StreamRecord> records) {
    BatchResult result = batch.process(records, () -> false);
    return new Outcome(
        records.size() - result.failures().size(),
        result.failures().stream().filter(RecordFailure::isPoison).toList(),
        result.failures().stream().filter(failure -> !failure.isPoison()).findFirst());
  }
}
