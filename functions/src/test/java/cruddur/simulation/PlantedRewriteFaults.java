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
import cruddur.messaging.stream.BatchResult;
import cruddur.messaging.stream.StreamRecord;
import cruddur.messaging.stream.StreamRecord.Content;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** Faults in the rewriting of message groups that look plausible. */
final class PlantedRewriteFaults {

  private static final BatchResult FINISHED = new BatchResult(List.of(), Optional.empty(), 0, 0);

  private PlantedRewriteFaults() {}

  /** The full read queries the index again instead of the table. */
  static Rows readingTheIndexTwice(Rows rows) {
    return new ReplacedSearch(rows) {
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

  /** Nothing checks whether another invocation wrote a newer row. */
  static Rows ignoringNewerRows(Rows rows) {
    return new ReplacedSearch(rows) {
      @Override
      List<MessageGroup> search(RowQuery.MemberSearch search) {
        return search.above().isPresent() ? List.of() : searchTable(search);
      }
    };
  }

  /** The full read stops at the oldest row that the index returned. */
  static Rows readingDownToTheIndexedRows(Rows rows) {
    return new ReplacedSearch(rows) {

      private List<MessageGroup> indexed = List.of();

      @Override
      public <R extends Row> RowPage<R> query(RowQuery<R> query) {
        RowPage<R> page = super.query(query);
        if (query instanceof RowQuery.IndexOfGroup) {
          indexed = page.rows().stream().map(MessageGroup.class::cast).toList();
        }
        return page;
      }

      @Override
      List<MessageGroup> search(RowQuery.MemberSearch search) {
        Optional<String> oldest =
            indexed.stream()
                .filter(row -> row.memberUuid().equals(search.memberUuid()))
                .map(row -> row.sortKey().text())
                .min(String::compareTo);
        return searchTable(search).stream()
            .filter(row -> oldest.isEmpty() || row.sortKey().text().compareTo(oldest.get()) >= 0)
            .toList();
      }
    };
  }

  /** The old row is deleted before the new one is put. */
  static Rows deletingBeforePutting(Rows rows) {
    return new ForwardingRows(rows) {
      @Override
      public PutOutcome put(Row row, PutCondition condition) {
        MessageGroup newRow = (MessageGroup) row;
        all(RowQuery.MemberSearch.ofGroup(newRow.memberUuid(), newRow.uuid())).stream()
            .filter(old -> newRow.lastMessageAt().isAfter(old.lastMessageAt()))
            .forEach(this::delete);
        return super.put(row, condition);
      }
    };
  }

  /** A row is deleted by its key without a condition. */
  static Rows deletingWithoutACondition(Rows rows) {
    return new ForwardingRows(rows) {
      @Override
      public boolean delete(MessageGroup seen) {
        return get(seen.key()).map(super::delete).orElse(false);
      }
    };
  }

  /** A row replaces its group's row also at a later microsecond than its message's. */
  static Rows replacingAtALaterMicrosecond(Rows rows) {
    return new ForwardingRows(rows) {
      @Override
      public PutOutcome put(Row row, PutCondition condition) {
        return super.put(row, new PutCondition.KeyIsFreeOrSameGroup(((MessageGroup) row).uuid()));
      }
    };
  }

  /** Every record moves the rows to its message, even to an older one. */
  static WorldSetup.StreamHandler movingRowsBack(Rows rows) {
    return (batch, outOfTime) -> {
      for (StreamRecord record : batch) {
        if (record.content() instanceof Content.Inserted(Message message)) {
          moveAllRowsTo(message, rows);
        }
      }
      return FINISHED;
    };
  }

  /** Only the first record of a batch is processed. */
  static WorldSetup.StreamHandler processingOnlyTheFirstRecord(WorldSetup.StreamHandler handler) {
    return (batch, outOfTime) -> handler.process(batch.subList(0, 1), outOfTime);
  }

  /** The last record of a group counts as its newest message. */
  static WorldSetup.StreamHandler showingTheLastRecord(WorldSetup.StreamHandler handler) {
    return (batch, outOfTime) ->
        handler.process(
            List.copyOf(
                batch.stream()
                    .collect(
                        toMap(
                            PlantedRewriteFaults::group,
                            record -> record,
                            (earlier, later) -> later,
                            LinkedHashMap::new))
                    .values()),
            outOfTime);
  }

  /** Failures are reported as success. */
  static WorldSetup.StreamHandler reportingSuccess(WorldSetup.StreamHandler handler) {
    return (batch, outOfTime) -> {
      handler.process(batch, outOfTime);
      return FINISHED;
    };
  }

  private static void moveAllRowsTo(Message message, Rows rows) {
    for (MessageGroup row : rows.all(RowQuery.IndexOfGroup.of(message.groupUuid()))) {
      MessageGroup moved = MessageGroup.showing(message, row.memberUuid(), row.other());
      if (!moved.key().equals(row.key())) {
        rows.put(moved, new PutCondition.KeyIsFreeOrSameGroup(moved.uuid()));
        rows.delete(row);
      }
    }
  }

  private static String group(StreamRecord record) {
    return record.content() instanceof Content.Inserted(Message message)
        ? message.groupUuid()
        : record.sequenceNumber();
  }

  /** A table with another implementation of searches. */
  private abstract static class ReplacedSearch extends ForwardingRows {

    ReplacedSearch(Rows rows) {
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
