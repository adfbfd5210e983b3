package cruddur.simulation;

import static java.util.stream.Collectors.toMap;

import cruddur.messaging.port.PutCondition;
import cruddur.messaging.port.PutOutcome;
import cruddur.messaging.port.RowPage;
import cruddur.messaging.port.RowQuery;
import cruddur.messaging.port.Rows;
import cruddur.messaging.port.row.Message;
import cruddur.messaging.port.row.MessageGroup;
import cruddur.messaging.port.row.Row;
import cruddur.messaging.stream.StreamBatch;
import cruddur.messaging.stream.StreamRecord;
import cruddur.messaging.stream.StreamRecord.Content;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** Ways to get the rewriting wrong, each of which somebody has taken, or might take, for right. */
final class FaultyRewriting {

  private static final StreamBatch.BatchResult FINISHED =
      new StreamBatch.BatchResult.Finished(new StreamBatch.Summary(0, 0));

  private FaultyRewriting() {}

  /** In doubt the index is asked a second time, where the table must be. */
  static Rows lookingTwiceAtTheIndex(Rows rows) {
    return new SearchingDifferently(rows) {
      @Override
      List<MessageGroup> search(RowQuery.MemberSearch search) {
        String group = ((RowQuery.MemberFilter.Group) search.filter()).groupUuid();
        return all(RowQuery.IndexOfGroup.of(group)).stream()
            .filter(row -> row.memberUuid().equals(search.memberUuid()))
            .filter(row ->
                search.above().isEmpty()
                    || row.sortKey().text().compareTo(search.above().get()) > 0)
            .toList();
      }
    };
  }

  /** Nobody looks whether another invocation was ahead. */
  static Rows notLookingAbove(Rows rows) {
    return new SearchingDifferently(rows) {
      @Override
      List<MessageGroup> search(RowQuery.MemberSearch search) {
        return search.above().isPresent() ? List.of() : searchTable(search);
      }
    };
  }

  /** In doubt the member's rows are read from the oldest one on that the index has shown. */
  static Rows readingDownToTheRowsSeen(Rows rows) {
    return new SearchingDifferently(rows) {

      private List<MessageGroup> shown = List.of();

      @Override
      public <R extends Row> RowPage<R> query(RowQuery<R> query) {
        RowPage<R> page = super.query(query);
        if (query instanceof RowQuery.IndexOfGroup) {
          shown = page.rows().stream().map(MessageGroup.class::cast).toList();
        }
        return page;
      }

      @Override
      List<MessageGroup> search(RowQuery.MemberSearch search) {
        Optional<String> oldest =
            shown.stream()
                .filter(row -> row.memberUuid().equals(search.memberUuid()))
                .map(row -> row.sortKey().text())
                .min(String::compareTo);
        return searchTable(search).stream()
            .filter(row -> oldest.isEmpty() || row.sortKey().text().compareTo(oldest.get()) >= 0)
            .toList();
      }
    };
  }

  /** The old row goes before the new one comes. */
  static Rows deletingBeforePutting(Rows rows) {
    return new ForwardingRows(rows) {
      @Override
      public PutOutcome put(Row row, PutCondition condition) {
        MessageGroup placed = (MessageGroup) row;
        all(RowQuery.MemberSearch.ofGroup(placed.memberUuid(), placed.uuid())).stream()
            .filter(old -> placed.lastMessageAt().isAfter(old.lastMessageAt()))
            .forEach(this::delete);
        return super.put(row, condition);
      }
    };
  }

  /** A row is deleted by its key alone, whatever stands there by now. */
  static Rows deletingWhateverStandsThere(Rows rows) {
    return new ForwardingRows(rows) {
      @Override
      public boolean delete(MessageGroup seen) {
        return get(seen.key()).map(super::delete).orElse(false);
      }
    };
  }

  /** At a later microsecond than its message's, too, a row replaces what its group has there. */
  static Rows replacingWhatTheGroupHas(Rows rows) {
    return new ForwardingRows(rows) {
      @Override
      public PutOutcome put(Row row, PutCondition condition) {
        return super.put(row, new PutCondition.KeyIsFreeOrOfGroup(((MessageGroup) row).uuid()));
      }
    };
  }

  /** Every record moves the rows to its message, however old that is. */
  static WorldSetup.StreamHandler movingRowsBack(Rows rows) {
    return (batch, outOfTime) -> {
      for (StreamRecord record : batch) {
        if (record.content() instanceof Content.Inserted(Message message)) {
          moveEverythingTo(message, rows);
        }
      }
      return FINISHED;
    };
  }

  /** Only the first record of a batch is dealt with. */
  static WorldSetup.StreamHandler readingTheFirstRecordOnly(WorldSetup.StreamHandler handler) {
    return (batch, outOfTime) -> handler.process(batch.subList(0, 1), outOfTime);
  }

  /** The last record of a group is taken for its newest message. */
  static WorldSetup.StreamHandler takingTheLastForTheNewest(WorldSetup.StreamHandler handler) {
    return (batch, outOfTime) ->
        handler.process(
            List.copyOf(
                batch.stream()
                    .collect(
                        toMap(
                            FaultyRewriting::group,
                            record -> record,
                            (earlier, later) -> later,
                            LinkedHashMap::new))
                    .values()),
            outOfTime);
  }

  /** What could not be done is reported as done. */
  static WorldSetup.StreamHandler reportingSuccess(WorldSetup.StreamHandler handler) {
    return (batch, outOfTime) -> {
      handler.process(batch, outOfTime);
      return FINISHED;
    };
  }

  private static void moveEverythingTo(Message message, Rows rows) {
    for (MessageGroup row : rows.all(RowQuery.IndexOfGroup.of(message.groupUuid()))) {
      MessageGroup moved = MessageGroup.showing(message, row.memberUuid(), row.other());
      if (!moved.key().equals(row.key())) {
        rows.put(moved, new PutCondition.KeyIsFreeOrOfGroup(moved.uuid()));
        rows.delete(row);
      }
    }
  }

  private static String group(StreamRecord record) {
    return record.content() instanceof Content.Inserted(Message message)
        ? message.groupUuid()
        : record.sequenceNumber();
  }

  /** A table whose searches are made in another way. */
  private abstract static class SearchingDifferently extends ForwardingRows {

    SearchingDifferently(Rows rows) {
      super(rows);
    }

    abstract List<MessageGroup> search(RowQuery.MemberSearch search);

    final List<MessageGroup> searchTable(RowQuery.MemberSearch search) {
      List<MessageGroup> found = new ArrayList<>();
      Optional<RowQuery<MessageGroup>> page = Optional.of(search);
      while (page.isPresent()) {
        RowPage<MessageGroup> read = super.query(page.get());
        found.addAll(read.rows());
        page = read.next();
      }
      return found;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <R extends Row> RowPage<R> query(RowQuery<R> query) {
      return query instanceof RowQuery.MemberSearch search
          ? (RowPage<R>) new RowPage<>(search(search), Optional.empty())
          : super.query(query);
    }
  }
}
