package cruddur.messaging.port.row;

import java.util.Optional;

/**
 * The newest message of a group, as a group row shows it.
 *
 * @param senderUuid empty in rows of Cruddur's Flask app
 * @param text stored truncated, so that the item is one write unit
 */
public record LastMessage(Timestamp createdAt, Optional<String> senderUuid, String text) {

  public static LastMessage of(Message message) {
    return new LastMessage(
        message.createdAt(), Optional.of(message.sender().uuid()), message.text());
  }
}
