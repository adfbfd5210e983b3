package cruddur.commands.check;

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
 * Finds the newest message of a group. Sort keys in the source's form with an offset stand in the
 * order of their local time: one that stands further down may be newer, by as much as an offset can
 * be.
 */
public record NewestMessage(Rows rows) {

  /** As {@link java.time.ZoneOffset} allows. */
  private static final Duration LARGEST_OFFSET = Duration.ofHours(18);

  private static final int PAGE = 20;

  private static final Comparator<Message> BY_TIME = Comparator.comparing(Message::createdAt);

  /**
   * The newest message whose time can be read.
   *
   * @throws cruddur.messaging.port.UnreadableRowException when one of the rows cannot be read
   */
  public Optional<Message> of(String groupUuid) {
    Optional<Message> newest = Optional.empty();
    Optional<RowQuery<Message>> query =
        Optional.of(new RowQuery.Messages(groupUuid, Optional.empty(), PAGE));
    while (query.isPresent()) {
      RowPage<Message> page = rows.query(query.get());
      newest = newer(newest.stream(), page.rows());
      query =
          newest.filter(found -> isBehind(page.rows(), found)).isPresent()
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

  /** Whether nothing below this page can be newer than what was found. */
  private static boolean isBehind(List<Message> page, Message found) {
    Timestamp end = Timestamp.of(found.createdAt().instant().minus(LARGEST_OFFSET));
    return !page.isEmpty() && page.getLast().createdAt().text().compareTo(end.text()) < 0;
  }
}
