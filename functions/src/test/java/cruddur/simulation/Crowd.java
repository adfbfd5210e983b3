package cruddur.simulation;

import cruddur.messaging.conversation.ConversationRows;
import cruddur.messaging.port.ConditionalPut;
import cruddur.messaging.port.MemoryRows;
import cruddur.messaging.port.row.Message;
import cruddur.messaging.port.row.Timestamp;
import cruddur.messaging.port.row.UserProfile;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Many users who have written to one user, so that the stream has a backlog of 1,000 records. */
record Crowd(MemoryRows table, SimulatedUuids ids, InstantSource clock) {

  private static final int CONVERSATIONS = 24;

  private static final int MESSAGES = 1_000;

  void writesTo(UserProfile receiver, RandomGenerator random) {
    Instant start = clock.instant().minusSeconds(1);
    List<Message> first = new ArrayList<>();
    for (int i = 0; i < MESSAGES; i++) {
      Timestamp at = Timestamp.of(start.plus(i, ChronoUnit.MICROS));
      if (i < CONVERSATIONS) {
        UserProfile sender = new UserProfile(ids.next(), "crowd" + i, "crowd" + i);
        first.add(new Message(ids.next(), ids.next(), at, sender, "crowd " + i));
        ConversationRows.started(first.getLast(), receiver).stream()
            .map(ConditionalPut::row)
            .forEach(table::write);
      } else {
        Message earlier = first.get(random.nextInt(CONVERSATIONS));
        table.write(
            new Message(ids.next(), earlier.groupUuid(), at, earlier.sender(), "crowd " + i));
      }
    }
  }
}
