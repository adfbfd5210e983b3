package cruddur.commands.redrive;

import cruddur.messaging.stream.StreamBatch;
import cruddur.messaging.stream.StreamBatch.BatchResult;
import cruddur.messaging.stream.StreamBatch.PoisonRecordException;
import cruddur.messaging.stream.StreamBatch.Summary;
import cruddur.messaging.stream.StreamRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Gives a batch to the stream handler's rules once more, past the records that are hopeless. */
record Replay(StreamBatch batch) {

  /**
   * How it ended.
   *
   * @param processed records that were dealt with
   * @param poison records that can never succeed
   * @param stopped where it stopped, all after it being undone; empty when it came to the end
   */
  record Outcome(int processed, List<Fault> poison, Optional<Fault> stopped) {}

  /**
   * What is wrong with a record.
   *
   * @param reason names no text
   */
  record Fault(String sequenceNumber, String reason) {}

  Outcome of(List<StreamRecord> records) {
    List<Fault> poison = new ArrayList<>();
    List<StreamRecord> left = records;
    while (!left.isEmpty()) {
      switch (attempt(left)) {
        case BatchResult.Finished _ -> left = List.of();
        case BatchResult.StoppedAt(
                String at,
                String reason,
                Optional<Throwable> failure,
                Summary _) -> {
          int place = left.stream().map(StreamRecord::sequenceNumber).toList().indexOf(at);
          if (failure.isPresent()) {
            String why = reason + ", " + failure.get().getClass().getSimpleName();
            return new Outcome(
                records.size() - left.size() + place - poison.size(),
                poison,
                Optional.of(new Fault(at, why)));
          }
          poison.add(new Fault(at, reason));
          left = left.subList(place + 1, left.size());
        }
      }
    }
    return new Outcome(records.size() - poison.size(), poison, Optional.empty());
  }

  /** A hopeless head of several asks for a smaller batch: alone, it is reported with its reason. */
  private BatchResult attempt(List<StreamRecord> records) {
    try {
      return batch.process(records, () -> false);
    } catch (PoisonRecordException e) {
      return batch.process(records.subList(0, 1), () -> false);
    }
  }
}
