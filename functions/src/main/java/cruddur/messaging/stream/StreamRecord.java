package cruddur.messaging.stream;

import cruddur.messaging.port.UnreadableRowException;
import cruddur.messaging.port.row.Message;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A record of the table's stream.
 *
 * @param sequenceNumber its position in the shard, by which a partial failure is reported
 */
public record StreamRecord(String sequenceNumber, Content content) {

  /** What a record says. */
  public sealed interface Content {

    /** A message was inserted. */
    record Inserted(Message message) implements Content {}

    /** Another row or change. The event source mapping's filter normally excludes these. */
    record Ignored() implements Content {}

    /**
     * A message that cannot be read, now or later.
     *
     * @param reason names the attribute; never contains the message's text
     */
    record Unreadable(String reason) implements Content {}

    /**
     * Reads a record.
     *
     * @param eventName the stream's name of the change, such as {@code INSERT}
     * @param image reads the new image; empty if the row is not a message
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
