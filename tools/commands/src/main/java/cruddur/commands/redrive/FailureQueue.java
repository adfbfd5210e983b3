package cruddur.commands.redrive;

import cruddur.commands.terminal.CommandFailedException;
import java.util.List;

/** Where Lambda puts aside what it has given up. */
interface FailureQueue extends AutoCloseable {

  /**
   * An entry.
   *
   * @param id what its queue calls it
   * @param body Lambda's message
   */
  record Entry(String id, String body) {}

  /**
   * Takes all entries there are; nobody else gets them for a while.
   *
   * @throws CommandFailedException when the queue cannot be had
   */
  List<Entry> take();

  /**
   * Removes an entry for good.
   *
   * @throws CommandFailedException when the queue cannot be had
   */
  void delete(Entry entry);

  /** Puts back what was taken and not deleted. */
  @Override
  void close();
}
