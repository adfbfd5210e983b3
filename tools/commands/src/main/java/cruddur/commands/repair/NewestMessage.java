package cruddur.commands.repair;

import cruddur.messaging.port.RowPage;
import cruddur.messaging.port.RowQuery;
import cruddur.messaging.port.Rows;
import cruddur.messaging.port.row.Message;
import cruddur.messaging.port.row.Timestamp;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds the newest message of a group. Legacy sort keys with an offset are ordered by local time,
 * so a message further down may be newer, by at most the largest offset.
 */
public record NewestMessage(Rows rows) {

  /** The maximum of {@link java.time.ZoneOffset}. */
  private static final Duration LARGEST_OFFSET = Duration.ofHours(18);

  private static final int PAGE = 20;

  private static final Comparator<Message> BY_TIME = Comparator.comparing(Message::createdAt);

  /**
   * Returns the newest message with a readable timestamp.
   *
   * @throws cruddur.messaging.port.row.UnreadableRowException if one of the rows cannot be read
   */
  public Optional<Message> of(String groupUuid) {
    Optional<Message> newest = Optional.empty();
    Optional<RowQuery<Message>> query =
        Optional.of(new RowQuery.Messages(groupUuid, Optional.empty(), PAGE));
    while (query.isPresent()) {
      RowPage<Message> page = rows.query(query.get());
      newest = newer(newest.stream(), page.rows());
      query =
          newest.filter(found -> isComplete(page.rows(), found)).isPresent()
              ? Optional.empty()
              : page.next();
    }
    return newest;
  }

  private static Optional<Message> newer(Stream<Message> found, List<Message> page) {
    return Stream.concat(found, page.stream())
        .filter(message -> message.createdAt().isReadable())
        .max(BY_TIME);
  }

  /** Whether no message after this page can be newer than the one found. */
  private static boolean isComplete(List<Message> page, Message found) {
    Timestamp end = Timestamp.of(found.createdAt().instant().minus(LARGEST_OFFSET));
    return !page.isEmpty() && page.getLast().createdAt().text().compareTo(end.text()) < 0;
  }
}
