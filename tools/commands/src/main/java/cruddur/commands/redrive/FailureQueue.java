package cruddur.commands.redrive;

import cruddur.commands.terminal.CommandFailedException;
import java.util.List;

/** The queue to which Lambda sends a message for each batch that it has discarded. */
interface FailureQueue extends AutoCloseable {

  /**
   * An entry of the queue.
   *
   * @param id the queue's id of the entry
   * @param body Lambda's message
   */
  record Entry(String id, String body) {}

  /**
   * Takes all entries and hides them from other consumers for some time.
   *
   * @throws CommandFailedException if the queue cannot be reached
   */
  List<Entry> take();

  /**
   * Deletes an entry.
   *
   * @throws CommandFailedException if the queue cannot be reached
   */
  void delete(Entry entry);

  /** Makes the entries that were taken and not deleted visible again. */
  @Override
  void close();
}
