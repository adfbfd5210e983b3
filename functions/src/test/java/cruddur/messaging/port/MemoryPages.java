package cruddur.messaging.port;

import static java.util.Comparator.comparing;

import cruddur.messaging.port.RowQuery.IndexPosition;
import cruddur.messaging.port.row.Message;
import cruddur.messaging.port.row.MessageGroup;
import cruddur.messaging.port.row.ReadState;
import cruddur.messaging.port.row.Row;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** The queries of {@link MemoryRows}. A page ends after it has read a limited number of rows. */
final class MemoryPages {

  private static final Comparator<IndexPosition> INDEX_ORDER =
      comparing(IndexPosition::sk).thenComparing(IndexPosition::pk);

  private final MemoryTable table;
  private final MemoryIndex index;
  private final int readAtOnce;

  MemoryPages(MemoryTable table, MemoryIndex index, int readAtOnce) {
    this.table = table;
    this.index = index;
    this.readAtOnce = readAtOnce;
  }

  <R extends Row> RowPage<R> read(RowQuery<R> query) {
    // The compiler does not follow the type of the rows through the switch.
    @SuppressWarnings("unchecked")
    RowPage<R> page =
        (RowPage<R>)
            switch (query) {
              case RowQuery.Messages messages -> pageOf(messages);
              case RowQuery.NewerMessages messages -> pageOf(messages);
              case RowQuery.GroupsOfMember groups -> pageOf(groups);
              case RowQuery.ReadStatesOfMember states -> pageOf(states);
              case RowQuery.MemberSearch search -> pageOf(search);
              case RowQuery.IndexOfGroup group -> pageOf(group);
            };
    return page;
  }

  private RowPage<Message> pageOf(RowQuery.Messages query) {
    List<Message> read =
        firstOf(
            table.messagesBelow(query.groupUuid(), query.before()), query.limit(), Message.class);
    return page(
        read,
        query.limit(),
        row -> true,
        last -> new RowQuery.Messages(query.groupUuid(), sortKey(last), query.limit()));
  }

  private RowPage<Message> pageOf(RowQuery.NewerMessages query) {
    int limit = Math.min(query.limit(), readAtOnce);
    List<Message> read =
        firstOf(
            table.messagesBetween(query.groupUuid(), query.after(), query.before()),
            limit,
            Message.class);
    return page(
        read,
        limit,
        row -> true,
        last ->
            new RowQuery.NewerMessages(
                query.groupUuid(), query.after(), sortKey(last), query.limit()));
  }

  private RowPage<ReadState> pageOf(RowQuery.ReadStatesOfMember query) {
    int limit = Math.min(query.limit(), readAtOnce);
    List<ReadState> read =
        firstOf(table.readStatesAbove(query.memberUuid(), query.after()), limit, ReadState.class);
    return page(
        read,
        limit,
        row -> true,
        last ->
            new RowQuery.ReadStatesOfMember(
                query.memberUuid(), Optional.of(last.groupUuid()), query.limit()));
  }

  private RowPage<MessageGroup> pageOf(RowQuery.GroupsOfMember query) {
    List<MessageGroup> read =
        firstOf(
            table.groupsBelow(query.memberUuid(), query.before()),
            query.limit(),
            MessageGroup.class);
    return page(
        read,
        query.limit(),
        row -> true,
        last -> new RowQuery.GroupsOfMember(query.memberUuid(), sortKey(last), query.limit()));
  }

  private RowPage<MessageGroup> pageOf(RowQuery.MemberSearch query) {
    List<MessageGroup> read =
        firstOf(
            table.groupsAbove(query.memberUuid(), query.above()), readAtOnce, MessageGroup.class);
    return page(
        read,
        readAtOnce,
        row ->
            switch (query.filter()) {
              case RowQuery.MemberFilter.Group(String groupUuid) -> row.uuid().equals(groupUuid);
              case RowQuery.MemberFilter.OtherMember(String userUuid) ->
                  row.other().uuid().equals(userUuid);
            },
        last -> new RowQuery.MemberSearch(query.memberUuid(), query.filter(), sortKey(last)));
  }

  private RowPage<MessageGroup> pageOf(RowQuery.IndexOfGroup query) {
    List<MessageGroup> read =
        index.read(query.groupUuid()).stream()
            .sorted(comparing(MemoryPages::position, INDEX_ORDER))
            .filter(row ->
                query.after().stream().allMatch(end -> INDEX_ORDER.compare(position(row), end) > 0))
            .limit(readAtOnce)
            .toList();
    return page(
        read,
        readAtOnce,
        row -> true,
        last -> new RowQuery.IndexOfGroup(query.groupUuid(), Optional.of(position(last))));
  }

  private static <R extends Row> List<R> firstOf(Collection<Row> rows, int limit, Class<R> type) {
    if (limit < 1) {
      throw new IllegalArgumentException("a page has at least 1 row, not " + limit);
    }
    return rows.stream().limit(limit).map(type::cast).toList();
  }

  private static <R extends Row> RowPage<R> page(
      List<R> read, int limit, Predicate<R> wanted, Function<R, RowQuery<R>> after) {
    return new RowPage<>(
        read.stream().filter(wanted).toList(),
        read.size() < limit ? Optional.empty() : Optional.of(after.apply(read.getLast())));
  }

  private static IndexPosition position(MessageGroup row) {
    return new IndexPosition("GRP#" + row.key().memberUuid(), row.key().sortKey());
  }

  private static Optional<String> sortKey(Message row) {
    return Optional.of(row.key().createdAt());
  }

  private static Optional<String> sortKey(MessageGroup row) {
    return Optional.of(row.key().sortKey());
  }
}
