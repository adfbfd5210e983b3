package cruddur.messaging.stream;

import cruddur.messaging.port.row.Message;
import cruddur.messaging.port.row.UnreadableRowException;
import java.util.Optional;
import java.util.function.Supplier;

/** A record of the table's stream. */
public record StreamRecord(String sequenceNumber, Content content) {

  public sealed interface Content {

    record Inserted(Message message) implements Content {}

    /** Another row or change. The event source mapping's filter normally excludes these. */
    record Ignored() implements Content {}

    /** A message that can never be read; the reason names the attribute, and no text. */
    record Unreadable(String reason) implements Content {}

    /**
     * Reads a record with an event name such as {@code INSERT}; the image is empty for another row.
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
