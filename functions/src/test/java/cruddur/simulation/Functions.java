package cruddur.simulation;

import cruddur.conversation.ConversationStarter;
import cruddur.conversation.Ids;
import cruddur.conversation.Memberships;
import cruddur.conversation.MessageGroupLists;
import cruddur.conversation.MessageLists;
import cruddur.conversation.MessageSender;
import cruddur.conversation.Profiles;
import cruddur.conversation.RateLimits;
import cruddur.conversation.Transactions;
import cruddur.conversation.rows.Rows;
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

  static Functions over(Rows rows, Clock clock, Ids ids) {
    Memberships memberships = new Memberships(rows);
    Transactions transactions = new Transactions(rows, conflicts -> {});
    // Reports come at regular intervals; whether one fails is nobody's concern.
    RateLimits limits = new RateLimits(rows, clock, () -> 0, failure -> {});
    MessageSender sender = new MessageSender(rows, transactions, memberships, limits, clock, ids);
    return new Functions(
        new ConversationStarter(rows, transactions, new Profiles(rows, clock), sender, limits, ids),
        sender,
        new MessageLists(rows, memberships),
        new MessageGroupLists(rows));
  }
}
