package cruddur.simulation;

import cruddur.messaging.port.ConditionalPut;
import cruddur.messaging.port.IndexLag;
import cruddur.messaging.port.MemoryRows;
import cruddur.messaging.port.PutCondition;
import cruddur.messaging.port.PutOutcome;
import cruddur.messaging.port.RowPage;
import cruddur.messaging.port.RowQuery;
import cruddur.messaging.port.Rows;
import cruddur.messaging.port.TransactionOutcome;
import cruddur.messaging.port.row.Message;
import cruddur.messaging.port.row.MessageGroup;
import cruddur.messaging.port.row.Pair;
import cruddur.messaging.port.row.Row;
import cruddur.messaging.port.row.UserProfile;
import java.util.List;
import java.util.Optional;

/** Faults in posting and in starting conversations. */
final class PlantedWriteFaults {

  private PlantedWriteFaults() {}

  /** Messages are put without a condition. */
  static MemoryRows overwritingMessages(IndexLag lag, int pageSize) {
    return new MemoryRows(lag, pageSize) {
      @Override
      public PutOutcome put(Row row, PutCondition condition) {
        if (!(row instanceof Message)) {
          return super.put(row, condition);
        }
        write(row);
        return new PutOutcome.Written();
      }
    };
  }

  /** Messages of transactions are put without a condition. */
  static MemoryRows overwritingMessagesInTransactions(IndexLag lag, int pageSize) {
    return new MemoryRows(lag, pageSize) {
      @Override
      public TransactionOutcome transact(List<ConditionalPut> puts) {
        TransactionOutcome outcome =
            super.transact(puts.stream().filter(put -> !(put.row() instanceof Message)).toList());
        if (outcome instanceof TransactionOutcome.Committed) {
          puts.stream()
              .map(ConditionalPut::row)
              .filter(Message.class::isInstance)
              .forEach(this::write);
        }
        return outcome;
      }
    };
  }

  /** Group rows are put without a condition. */
  static MemoryRows overwritingGroups(IndexLag lag, int pageSize) {
    return new MemoryRows(lag, pageSize) {
      @Override
      public PutOutcome put(Row row, PutCondition condition) {
        if (!(row instanceof MessageGroup)) {
          return super.put(row, condition);
        }
        write(row);
        return new PutOutcome.Written();
      }
    };
  }

  /**
   * A retry refused because of its own earlier write counts as refused because of another message.
   */
  static Rows ignoringItsOwnWrite(Rows rows) {
    return new ForwardingRows(rows) {
      @Override
      public PutOutcome put(Row row, PutCondition condition) {
        return switch (super.put(row, condition)) {
          case PutOutcome.Refused(Message existing) ->
              new PutOutcome.Refused(
                  new Message(
                      "another",
                      existing.groupUuid(),
                      existing.createdAt(),
                      existing.sender(),
                      existing.text()));
          case PutOutcome outcome -> outcome;
        };
      }
    };
  }

  /** The rows of a new conversation are put one by one. */
  static Rows startingWithoutATransaction(Rows rows) {
    return new ForwardingRows(rows) {
      @Override
      public TransactionOutcome transact(List<ConditionalPut> puts) {
        puts.forEach(put -> put(put.row(), put.condition()));
        return new TransactionOutcome.Committed();
      }
    };
  }

  /** A new conversation is written even if the pair has one. */
  static Rows startingASecondConversation(Rows rows) {
    return new ForwardingRows(rows) {
      @Override
      public TransactionOutcome transact(List<ConditionalPut> puts) {
        ConditionalPut pair =
            puts.stream().filter(put -> put.row() instanceof Pair).findAny().orElseThrow();
        put(pair.row(), pair.condition());
        return super.transact(puts.stream().filter(put -> !put.equals(pair)).toList());
      }
    };
  }

  /** A user without a row in the index counts as a stranger. */
  static Rows findingMembersInTheIndex(Rows rows) {
    return new ForwardingRows(rows) {
      @Override
      public <R extends Row> RowPage<R> query(RowQuery<R> query) {
        return query instanceof RowQuery.MemberSearch
            ? new RowPage<>(List.of(), Optional.empty())
            : super.query(query);
      }
    };
  }

  /** A group without a row in the index counts as absent. */
  static Rows findingGroupsInTheIndex(Rows rows) {
    return new ForwardingRows(rows) {
      @Override
      public <R extends Row> RowPage<R> query(RowQuery<R> query) {
        // Only the search for a group's existence reads a single message.
        return query instanceof RowQuery.Messages messages && messages.limit() == 1
            ? new RowPage<>(List.of(), Optional.empty())
            : super.query(query);
      }
    };
  }

  /** A row in the index counts as naming one member. */
  static Rows findingOneMemberInARow(Rows rows) {
    return new ForwardingRows(rows) {
      @Override
      @SuppressWarnings("unchecked") // the rows of the index are group rows
      public <R extends Row> RowPage<R> query(RowQuery<R> query) {
        RowPage<R> page = super.query(query);
        return query instanceof RowQuery.IndexOfGroup
            ? new RowPage<>(
                (List<R>)
                    page.rows().stream()
                        .map(MessageGroup.class::cast)
                        .map(PlantedWriteFaults::withoutOther)
                        .toList(),
                page.next())
            : page;
      }
    };
  }

  private static MessageGroup withoutOther(MessageGroup row) {
    return new MessageGroup(
        row.uuid(),
        row.memberUuid(),
        new UserProfile("nobody", row.other().handle(), row.other().displayName()),
        row.last(),
        row.sortKey());
  }
}
