package cruddur.commands.conversations;

import cruddur.messaging.port.RequestRejectedException;
import cruddur.messaging.port.RowQuery;
import cruddur.messaging.port.RowReader;
import cruddur.messaging.port.Rows;
import cruddur.messaging.port.row.Marker;
import cruddur.messaging.port.row.MessageGroup;
import cruddur.messaging.port.row.ReadState;
import cruddur.messaging.port.row.RowKey;
import cruddur.messaging.port.row.Timestamp;
import cruddur.messaging.reading.PageRequest;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;
import java.util.stream.Stream;

/**
 * Marks the conversations of users as read up to a time. Reads first what is marked already, so
 * that another run only completes an interrupted one.
 *
 * @param readable reads the group rows, and may remember the malformed ones
 * @param upTo the time, in canonical form
 */
record ReadMarkWriter(RowReader readable, Rows rows, Timestamp upTo, boolean isDryRun) {

  /** Read states written concurrently; most of the time is waiting for responses. */
  private static final int CONCURRENCY = 8;

  private static final int STATES = 1_000;

  /** Marks all conversations of these users, lazily and some concurrently. */
  Stream<ReadMark> mark(Stream<String> memberUuids) {
    return memberUuids.flatMap(this::due).gather(Gatherers.mapConcurrent(CONCURRENCY, this::mark));
  }

  /** One user's conversations; those that are unchanged are decided without a write. */
  private Stream<ReadMark> due(String memberUuid) {
    Map<String, ReadState> states =
        rows
            .allReadable(new RowQuery.ReadStatesOfMember(memberUuid, Optional.empty(), STATES))
            .stream()
            .collect(Collectors.toMap(ReadState::groupUuid, state -> state));
    return readable
        .allReadable(
            new RowQuery.GroupsOfMember(memberUuid, Optional.empty(), PageRequest.MAX_LIMIT))
        .stream()
        .map(MessageGroup::uuid)
        .distinct()
        .map(group -> {
          RowKey.OfReadState key = new RowKey.OfReadState(memberUuid, group);
          boolean isSeen = Optional.ofNullable(states.get(group)).filter(this::isSeen).isPresent();
          return isSeen ? new ReadMark.Unchanged(key) : new ReadMark.Set(key);
        });
  }

  private boolean isSeen(ReadState state) {
    return state.seenUpTo().filter(seen -> !upTo.isAfter(seen)).isPresent();
  }

  private ReadMark mark(ReadMark due) {
    if (isDryRun || !(due instanceof ReadMark.Set(RowKey.OfReadState key))) {
      return due;
    }
    try {
      return rows.advanceMarker(key, Marker.READ, upTo).equals(upTo)
          ? due
          : new ReadMark.Unchanged(key);
    } catch (RequestRejectedException e) {
      return new ReadMark.Rejected(key);
    }
  }
}
