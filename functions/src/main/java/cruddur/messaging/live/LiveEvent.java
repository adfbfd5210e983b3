package cruddur.messaging.live;

import cruddur.messaging.port.row.Message;
import cruddur.messaging.port.row.Timestamp;

/** An event that is published to the channels of members. */
public sealed interface LiveEvent {

  /** A message was posted. Every member of its group receives it, the sender included. */
  record Posted(Message message) implements LiveEvent {}

  /** A member has read a conversation. Only their own devices receive it. */
  record Read(String memberUuid, String groupUuid, Timestamp upTo) implements LiveEvent {}
}
