package cruddur.simulation;

import cruddur.messaging.TransactionRetrier;
import cruddur.messaging.UuidGenerator;
import cruddur.messaging.conversation.Conversations;
import cruddur.messaging.limits.RateLimits;
import cruddur.messaging.port.Rows;
import cruddur.messaging.port.UsageCounter;
import cruddur.messaging.posting.ConversationStarter;
import cruddur.messaging.posting.MessageSender;
import cruddur.messaging.posting.PostWriter;
import cruddur.messaging.reading.MessageGroupLists;
import cruddur.messaging.reading.MessageLists;
import cruddur.messaging.readstate.ReadStateWriter;
import cruddur.messaging.users.Memberships;
import cruddur.messaging.users.Profiles;
import java.time.InstantSource;

/**
 * A warm instance of the functions: the real services with the caches they keep between
 * invocations.
 */
record FunctionInstance(
    ConversationStarter starter,
    MessageSender sender,
    MessageLists messages,
    MessageGroupLists groups,
    ReadStateWriter readStates) {

  static FunctionInstance over(
      Rows rows, UsageCounter usageCounter, InstantSource clock, UuidGenerator ids) {
    Memberships memberships = new Memberships(rows);
    TransactionRetrier transactions = new TransactionRetrier(rows, conflicts -> {});
    // Usage is reported at regular intervals; a failed report does not matter here.
    RateLimits limits = new RateLimits(usageCounter, clock, () -> 0, failure -> {});
    PostWriter writer = new PostWriter(rows, transactions, clock, ids);
    return new FunctionInstance(
        new ConversationStarter(new Profiles(rows, clock), new Conversations(rows), limits, writer),
        new MessageSender(memberships, limits, writer),
        new MessageLists(rows, memberships, SimulatedInvocation.TASKS),
        new MessageGroupLists(rows, SimulatedInvocation.TASKS),
        new ReadStateWriter(rows, memberships, limits, clock));
  }
}
