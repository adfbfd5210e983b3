package cruddur.messaging.stream;

import cruddur.messaging.port.UnreadableRowException;
import cruddur.messaging.port.row.Message;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A record of the table's stream, as far as it matters here.
 *
 * @param sequenceNumber its place in its shard; what a partial failure is reported by
 * @param content what it tells
 */
public record StreamRecord(String sequenceNumber, Content content) {

  /** What a record tells. */
  public sealed interface Content {

    /** A message was inserted. */
    record Inserted(Message message) implements Content {}

    /**
     * Nothing that concerns us: another row, a change, a removal. The mapping's filter keeps these
     * away.
     */
    record Ignored() implements Content {}

    /**
     * A message that cannot be read, now or later.
     *
     * @param reason which part of it; never the text
     */
    record Unreadable(String reason) implements Content {}

    /**
     * Reads a record.
     *
     * @param eventName what happened to the row, in the stream's word
     * @param image the message in the row as it is since then; empty for another row
     */
    static Content read(String eventName, Supplier<Optional<Message>> image) {
      if (!eventName.equals("INSERT")) {
        return new Ignored();
      }
      try {
        return image.get().<Content>map(Inserted::new).orElseGet(Ignored::new);
      } catch (UnreadableRowException e) {
        return new Unreadable("its " + e.attribute() + " is missing or unreadable");
      }
    }
  }
}
