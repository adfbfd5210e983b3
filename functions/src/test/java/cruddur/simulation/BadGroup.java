package cruddur.simulation;

import cruddur.messaging.port.PutCondition;
import cruddur.messaging.port.PutOutcome;
import cruddur.messaging.port.RequestRejectedException;
import cruddur.messaging.port.RowPage;
import cruddur.messaging.port.RowQuery;
import cruddur.messaging.port.Rows;
import cruddur.messaging.port.RowsUnavailableException;
import cruddur.messaging.port.row.Message;
import cruddur.messaging.port.row.MessageGroup;
import cruddur.messaging.port.row.Row;
import cruddur.messaging.port.row.UnreadableRowException;
import cruddur.messaging.stream.StreamRecord;
import cruddur.messaging.stream.StreamRecord.Content;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * A group that the stream handler cannot rewrite until somebody repairs it: its partition does not
 * respond, a row of it cannot be read, or its requests are rejected. Some worlds have one.
 */
final class BadGroup {

  /** What is wrong with it. */
  private enum Kind {
    NONE,
    UNAVAILABLE,
    UNREADABLE,
    REJECTED
  }

  private final Kind kind;
  private Optional<String> uuid = Optional.empty();
  private boolean isRepaired;

  private BadGroup(Kind kind) {
    this.kind = kind;
  }

  /** Drawn from the seed; it is the first group that gets a message. */
  static BadGroup drawn(RandomGenerator random) {
    return new BadGroup(
        random.nextInt(3) == 0 ? Kind.values()[random.nextInt(Kind.values().length)] : Kind.NONE);
  }

  void inserted(Message message) {
    if (uuid.isEmpty()) {
      uuid = Optional.of(message.groupUuid());
    }
  }

  void repair() {
    isRepaired = true;
  }

  boolean isRepaired() {
    return isRepaired;
  }

  /** Whether a record belongs to it, and it is not repaired. */
  boolean has(StreamRecord record) {
    return record.content() instanceof Content.Inserted(Message message)
        && isBad(message.groupUuid());
  }

  /** Whether a retry of its records cannot help. */
  boolean isPoison(StreamRecord record) {
    return has(record) && kind != Kind.UNAVAILABLE;
  }

  /** The table as the stream handler sees it. */
  Rows in(Rows rows) {
    return new ForwardingRows(rows) {
      @Override
      public <R extends Row> RowPage<R> query(RowQuery<R> query) {
        switch (query) {
          case RowQuery.IndexOfGroup(String group, var _) when isBad(group) -> {
            failUnlessUnreadable();
            return withoutUnreadable(super.query(query));
          }
          case RowQuery.MemberSearch search
              when search.filter() instanceof RowQuery.MemberFilter.Group(String group)
                  && isBad(group) -> {
            failUnlessUnreadable();
            RowPage<R> page = super.query(query);
            if (page.rows().size() > withoutUnreadable(page).rows().size()) {
              fail();
            }
            return page;
          }
          default -> {}
        }
        return super.query(query);
      }

      @Override
      public PutOutcome put(Row row, PutCondition condition) {
        if (row instanceof MessageGroup group && isBad(group.uuid())) {
          failUnlessUnreadable();
        }
        return super.put(row, condition);
      }
    };
  }

  private boolean isBad(String group) {
    return kind != Kind.NONE && !isRepaired && uuid.filter(group::equals).isPresent();
  }

  private static <R extends Row> RowPage<R> withoutUnreadable(RowPage<R> page) {
    return new RowPage<>(
        page.rows().stream()
            .filter(row -> !(row instanceof MessageGroup group && isUnreadable(group)))
            .toList(),
        page.next());
  }

  /** The rows of the member with the lower uuid cannot be read. */
  private static boolean isUnreadable(MessageGroup row) {
    return row.memberUuid().compareTo(row.other().uuid()) < 0;
  }

  private void failUnlessUnreadable() {
    if (kind != Kind.UNREADABLE) {
      fail();
    }
  }

  private void fail() {
    throw switch (kind) {
      case UNAVAILABLE -> new RowsUnavailableException("simulated: throttled for good", null);
      case UNREADABLE -> new UnreadableRowException("user_uuid", "simulated: no user_uuid");
      case REJECTED -> new RequestRejectedException("simulated: rejected", null);
      case NONE -> new IllegalStateException("no group is bad");
    };
  }
}
