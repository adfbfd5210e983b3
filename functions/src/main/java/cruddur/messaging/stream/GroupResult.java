package cruddur.messaging.stream;

import cruddur.messaging.port.RowsInaccessibleException;
import cruddur.messaging.port.RowsUnavailableException;
import cruddur.messaging.port.row.UnreadableRowException;
import cruddur.messaging.stream.MessageGroupRewriter.RewriteResult;
import java.util.Optional;
import java.util.function.Supplier;

/** What became of a group of a batch. */
sealed interface GroupResult {

  record Done(int fullReads) implements GroupResult {}

  /** Not rewritten, or not for every member. The records of the group are unfinished. */
  record Failed(String reason, boolean isPoison, Optional<Throwable> cause) implements GroupResult {

    RecordFailure at(String sequenceNumber) {
      return new RecordFailure(sequenceNumber, reason, isPoison, cause);
    }

    static Failed notTried(String reason) {
      return new Failed(reason, false, Optional.empty());
    }
  }

  /**
   * Rewrites a group. A failure passes by waiting only if the table is unavailable, or closed to
   * the function: every other failure comes from what the record or the rows contain, and makes the
   * record a poison record.
   */
  static GroupResult of(Supplier<RewriteResult> rewrite) {
    try {
      return switch (rewrite.get()) {
        case RewriteResult.Done(int fullReads) -> new Done(fullReads);
        case RewriteResult.NoSuchGroup() ->
            new Failed("nobody is a member of its group", true, Optional.empty());
      };
    } catch (RowsUnavailableException | RowsInaccessibleException e) {
      return new Failed("its group was not finished", false, Optional.of(e));
    } catch (UnreadableRowException e) {
      return new Failed(
          "a row of its group cannot be read: " + e.attribute(), true, Optional.of(e));
    } catch (RuntimeException e) {
      return new Failed("its group can never be finished", true, Optional.of(e));
    }
  }
}
