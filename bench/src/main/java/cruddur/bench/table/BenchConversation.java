package cruddur.bench.table;

import cruddur.messaging.conversation.ConversationRows;
import cruddur.messaging.port.row.Message;
import cruddur.messaging.port.row.MessageGroup;
import cruddur.messaging.port.row.Row;
import cruddur.messaging.port.row.Timestamp;
import cruddur.messaging.port.row.UserProfile;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A conversation of two users by number, whose messages are a minute apart. */
public record BenchConversation(int number, UserProfile one, UserProfile other) {

  /** Earlier than every message that a measurement posts. */
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private static final String TEXT = "Shall we meet at the station at seven? ";

  public String uuid() {
    return BenchUsers.uuid('b', number);
  }

  /**
   * A message, with a time that no message of another conversation has.
   *
   * @param index 0 for the first
   */
  public Message message(int index) {
    Instant time = START.plus(index, ChronoUnit.MINUTES).plus(number, ChronoUnit.MICROS);
    return new Message(
        BenchUsers.uuid('c', index),
        uuid(),
        Timestamp.of(time),
        index % 2 == 0 ? one : other,
        TEXT + index);
  }

  /** A message of a length, in bytes. */
  public Message longMessage(int index, int length) {
    Message message = message(index);
    return new Message(
        message.uuid(),
        message.groupUuid(),
        message.createdAt(),
        message.sender(),
        TEXT.repeat(length / TEXT.length() + 1).substring(0, length));
  }

  /** The rows of a conversation in which only the first user has written. */
  public Stream<Row> rowsOfOneSender(int messages) {
    return Stream.concat(
        IntStream.range(0, messages).mapToObj(index -> message(2 * index)),
        groupRows(2 * (messages - 1)));
  }

  /** The rows of both members, showing a message. */
  public Stream<MessageGroup> groupRows(int shown) {
    return ConversationRows.groupRows(message(shown), one, other).stream();
  }

  /** The row of the first member alone. */
  public MessageGroup rowOfOne(int shown) {
    return MessageGroup.showing(message(shown), one.uuid(), other);
  }

  /** All rows with this number of messages, as they are when the stream has been processed. */
  public Stream<Row> rows(int messages) {
    return Stream.of(
            IntStream.range(0, messages).mapToObj(this::message),
            groupRows(messages - 1),
            Stream.of(ConversationRows.pair(one, other, uuid())))
        .flatMap(rows -> rows);
  }
}
