package cruddur.simulation;

import static cruddur.simulation.SimulatedInvocation.TASKS;
import static java.util.stream.Collectors.toMap;

import cruddur.messaging.port.PutCondition;
import cruddur.messaging.port.PutOutcome;
import cruddur.messaging.port.RowPage;
import cruddur.messaging.port.RowQuery;
import cruddur.messaging.port.Rows;
import cruddur.messaging.port.RowsUnavailableException;
import cruddur.messaging.port.row.Message;
import cruddur.messaging.port.row.MessageGroup;
import cruddur.messaging.port.row.Row;
import cruddur.messaging.stream.BatchResult;
import cruddur.messaging.stream.MessageGroupRewriter;
import cruddur.messaging.stream.RecordFailure;
import cruddur.messaging.stream.StreamRecord;
import cruddur.messaging.stream.StreamRecord.Content;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

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

  /** The group that failed first is reported, instead of the lowest record. */
  static WorldSetup.StreamHandler reportingTheFirstFailureInTime(Rows rows) {
    List<String> failed = new ArrayList<>();
    WorldSetup.StreamHandler handler =
        WorldSetup.REAL_SYSTEM.streamHandler().apply(notingFailures(rows, failed));
    return (batch, outOfTime) -> {
      failed.clear();
      BatchResult result = handler.process(batch, outOfTime);
      List<RecordFailure> inTime = new ArrayList<>(result.failures());
      inTime.sort(Comparator.comparing(failure -> !isOf(failure, batch, failed)));
      return withFailures(inTime, result);
    };
  }

  /** One of the unfinished groups is left out of the report. */
  static WorldSetup.StreamHandler forgettingAGroup(WorldSetup.StreamHandler handler) {
    return (batch, outOfTime) -> {
      BatchResult result = handler.process(batch, outOfTime);
      return withFailures(result.failures().stream().skip(1).toList(), result);
    };
  }

  /** A record that can never succeed is retried as if it could. */
  static WorldSetup.StreamHandler takingPoisonForPassing(WorldSetup.StreamHandler handler) {
    return (batch, outOfTime) -> {
      BatchResult result = handler.process(batch, outOfTime);
      return withFailures(
          result.failures().stream()
              .map(failure ->
                  new RecordFailure(
                      failure.sequenceNumber(), failure.reason(), false, failure.cause()))
              .toList(),
          result);
    };
  }

  /** Each group adds its failure to the list that it saw when it began. */
  static WorldSetup.StreamHandler sharingAList(Rows rows) {
    return (batch, outOfTime) -> {
      AtomicReference<List<RecordFailure>> failures = new AtomicReference<>(List.of());
      MessageGroupRewriter rewriter = new MessageGroupRewriter(rows);
      TASKS.run(
          newestOfGroups(batch).stream()
              .<Runnable>map(record ->
                  () -> {
                    List<RecordFailure> seen = failures.get();
                    try {
                      rewriter.rewrite(((Content.Inserted) record.content()).message());
                      failures.set(seen);
                    } catch (RuntimeException e) {
                      failures.set(with(failureOf(record, e), seen));
                    }
                  })
              .toList());
      return withFailures(failures.get(), FINISHED);
    };
  }

  private static Rows notingFailures(Rows rows, List<String> groups) {
    return new ForwardingRows(rows) {
      @Override
      public <R extends Row> RowPage<R> query(RowQuery<R> query) {
        try {
          return super.query(query);
        } catch (RowsUnavailableException e) {
          if (query instanceof RowQuery.IndexOfGroup(String group, var _)) {
            groups.add(group);
          }
          throw e;
        }
      }
    };
  }

  private static boolean isOf(
      RecordFailure failure, List<StreamRecord> batch, List<String> failedGroups) {
    return !failedGroups.isEmpty()
        && batch.stream()
            .filter(record -> record.sequenceNumber().equals(failure.sequenceNumber()))
            .anyMatch(record -> group(record).equals(failedGroups.getFirst()));
  }

  private static List<StreamRecord> newestOfGroups(List<StreamRecord> batch) {
    return List.copyOf(
        batch.stream()
            .filter(record -> record.content() instanceof Content.Inserted)
            .collect(
                toMap(
                    PlantedRewriteFaults::group,
                    record -> record,
                    (earlier, later) -> later,
                    LinkedHashMap::new))
            .values());
  }

  private static RecordFailure failureOf(StreamRecord record, RuntimeException cause) {
    return new RecordFailure(
        record.sequenceNumber(),
        "not finished",
        !(cause instanceof RowsUnavailableException),
        Optional.of(cause));
  }

  private static List<RecordFailure> with(RecordFailure added, List<RecordFailure> failures) {
    return Stream.concat(failures.stream(), Stream.of(added)).toList();
  }

  private static BatchResult withFailures(List<RecordFailure> failures, BatchResult result) {
    return new BatchResult(failures, result.stopReason(), result.groups(), result.fullReads());
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
