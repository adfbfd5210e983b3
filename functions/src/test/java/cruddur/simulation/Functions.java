package cruddur.simulation;

import cruddur.messaging.TransactionRetrier;
import cruddur.messaging.UuidGenerator;
import cruddur.messaging.conversation.Conversations;
import cruddur.messaging.limits.RateLimits;
import cruddur.messaging.port.Rows;
import cruddur.messaging.posting.ConversationStarter;
import cruddur.messaging.posting.MessageSender;
import cruddur.messaging.posting.PostWriter;
import cruddur.messaging.reading.MessageGroupLists;
import cruddur.messaging.reading.MessageLists;
import cruddur.messaging.users.Memberships;
import cruddur.messaging.users.Profiles;
import java.time.Clock;

/**
 * What a warm instance of the functions holds: the real services, with what they keep between
 * invocations.
 */
record Functions(
    ConversationStarter starter,
    MessageSender sender,
    MessageLists messages,
    MessageGroupLists groups) {

  static Functions over(Rows rows, Clock clock, UuidGenerator ids) {
    Memberships memberships = new Memberships(rows);
    TransactionRetrier transactions = new TransactionRetrier(rows, conflicts -> {});
    // Reports come at regular intervals; whether one fails is nobody's concern.
    RateLimits limits = new RateLimits(rows, clock, () -> 0, failure -> {});
    PostWriter writer = new PostWriter(rows, transactions, clock, ids);
    return new Functions(
        new ConversationStarter(new Profiles(rows, clock), new Conversations(rows), limits, writer),
        new MessageSender(memberships, limits, writer),
        new MessageLists(rows, memberships),
        new MessageGroupLists(rows));
  }
}
