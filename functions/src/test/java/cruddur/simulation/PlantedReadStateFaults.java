package cruddur.simulation;

import cruddur.messaging.port.IndexLag;
import cruddur.messaging.port.MemoryRows;
import cruddur.messaging.port.PutCondition;
import cruddur.messaging.port.PutOutcome;
import cruddur.messaging.port.RowPage;
import cruddur.messaging.port.RowQuery;
import cruddur.messaging.port.Rows;
import cruddur.messaging.port.row.Marker;
import cruddur.messaging.port.row.Message;
import cruddur.messaging.port.row.MessageGroup;
import cruddur.messaging.port.row.ReadState;
import cruddur.messaging.port.row.Row;
import cruddur.messaging.port.row.RowKey;
import cruddur.messaging.port.row.Timestamp;
import cruddur.messaging.port.row.UserProfile;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Faults in the handling of read states that look plausible. */
final class PlantedReadStateFaults {

  private PlantedReadStateFaults() {}

  /** A marker is set without a condition. */
  static MemoryRows overwritingMarkers(IndexLag lag, int pageSize) {
    return new MemoryRows(lag, pageSize) {
      @Override
      public Timestamp advanceMarker(RowKey.OfReadState key, Marker marker, Timestamp upTo) {
        write(stateAt(this, key).with(marker, Optional.of(upTo)));
        return upTo;
      }
    };
  }

  /**
   * The markers are attributes of the group row: whoever moves the row copies what they had when
   * the index was read.
   */
  static MemoryRows keepingMarkersInTheGroupRow(IndexLag lag, int pageSize) {
    return new MemoryRows(lag, pageSize) {

      private final Map<RowKey.OfReadState, ReadState> read = new HashMap<>();

      @Override
      public <R extends Row> RowPage<R> query(RowQuery<R> query) {
        RowPage<R> page = super.query(query);
        if (query instanceof RowQuery.IndexOfGroup) {
          page.rows().stream()
              .map(MessageGroup.class::cast)
              .map(row -> new RowKey.OfReadState(row.memberUuid(), row.uuid()))
              .forEach(key -> get(key).ifPresent(state -> read.put(key, state)));
        }
        return page;
      }

      @Override
      public PutOutcome put(Row row, PutCondition condition) {
        PutOutcome outcome = super.put(row, condition);
        if (row instanceof MessageGroup group) {
          Optional.ofNullable(read.get(new RowKey.OfReadState(group.memberUuid(), group.uuid())))
              .ifPresent(this::write);
        }
        return outcome;
      }
    };
  }

  /** A mark covers all messages that exist when it arrives, instead of those that were shown. */
  static MemoryRows markingUpToNow(IndexLag lag, int pageSize) {
    return new MemoryRows(lag, pageSize) {
      @Override
      public Timestamp advanceMarker(RowKey.OfReadState key, Marker marker, Timestamp upTo) {
        Timestamp newest =
            query(new RowQuery.Messages(key.groupUuid(), Optional.empty(), 1))
                .rows()
                .getFirst()
                .createdAt();
        return super.advanceMarker(key, marker, Timestamp.stored(newest.canonical()));
      }
    };
  }

  /** The messages of the member count as unread too. */
  static Rows countingOwnMessages(Rows rows) {
    return changingUnreadMessages(
        rows,
        page ->
            new RowPage<>(
                page.rows().stream().map(PlantedReadStateFaults::fromSomeoneElse).toList(),
                page.next()));
  }

  /** The count ends with the first page of the query. */
  static Rows countingOnePage(Rows rows) {
    return changingUnreadMessages(rows, page -> new RowPage<>(page.rows(), Optional.empty()));
  }

  /** Reading messages does not ask for what was cleared. */
  static Rows ignoringClearedMessages(Rows rows) {
    return new ForwardingRows(rows) {
      @Override
      public <R extends Row> Optional<R> get(RowKey<R> key) {
        return key instanceof RowKey.OfReadState ? Optional.empty() : super.get(key);
      }
    };
  }

  /** A group stays hidden, whatever arrives. */
  static Rows hidingForGood(Rows rows) {
    return changingStates(
        rows,
        state ->
            state.with(
                Marker.HIDDEN, state.hiddenUpTo().map(_ -> Timestamp.stored("9999-01-01T00:00"))));
  }

  /** A list does not know what was read. */
  static Rows countingReadMessages(Rows rows) {
    return changingStates(rows, state -> state.with(Marker.READ, Optional.empty()));
  }

  /** Every third mark is acknowledged, but not written. */
  static Rows acknowledgingWithoutWriting(Rows rows) {
    return new ForwardingRows(rows) {

      private int marks;

      @Override
      public Timestamp advanceMarker(RowKey.OfReadState key, Marker marker, Timestamp upTo) {
        marks++;
        return marks % 3 == 0 ? upTo : super.advanceMarker(key, marker, upTo);
      }
    };
  }

  /** A hide is acknowledged, but not written. */
  static Rows acknowledgingHidesWithoutWriting(Rows rows) {
    return new ForwardingRows(rows) {
      @Override
      public Timestamp advanceMarker(RowKey.OfReadState key, Marker marker, Timestamp upTo) {
        return marker == Marker.HIDDEN ? upTo : super.advanceMarker(key, marker, upTo);
      }
    };
  }

  /** A group is brought back even if another device has hidden it up to a later message. */
  static MemoryRows bringingBackWhatWasHiddenLater(IndexLag lag, int pageSize) {
    return new MemoryRows(lag, pageSize) {
      @Override
      public void removeMarker(RowKey.OfReadState key, Marker marker, Timestamp upTo) {
        write(stateAt(this, key).with(marker, Optional.empty()));
      }
    };
  }

  /** A hide is written to the rows of both members. */
  static MemoryRows hidingForBothMembers(IndexLag lag, int pageSize) {
    return new MemoryRows(lag, pageSize) {
      @Override
      public Timestamp advanceMarker(RowKey.OfReadState key, Marker marker, Timestamp upTo) {
        if (marker == Marker.HIDDEN) {
          allRows().stream()
              .filter(MessageGroup.class::isInstance)
              .map(MessageGroup.class::cast)
              .filter(row -> row.uuid().equals(key.groupUuid()))
              .map(row -> new RowKey.OfReadState(row.memberUuid(), row.uuid()))
              .filter(other -> !other.equals(key))
              .forEach(other -> super.advanceMarker(other, marker, upTo));
        }
        return super.advanceMarker(key, marker, upTo);
      }
    };
  }

  /** Whoever is a member of any group passes as a member of all groups. */
  static Rows skippingMembership(Rows rows) {
    return new ForwardingRows(rows) {
      @Override
      @SuppressWarnings("unchecked") // the rows of all three queries are group rows
      public <R extends Row> RowPage<R> query(RowQuery<R> query) {
        return switch (query) {
          case RowQuery.IndexOfGroup _ -> new RowPage<>(List.of(), Optional.empty());
          case RowQuery.MemberSearch search
              when search.filter() instanceof RowQuery.MemberFilter.Group ->
              (RowPage<R>)
                  super.query(
                      new RowQuery.GroupsOfMember(search.memberUuid(), Optional.empty(), 1));
          default -> super.query(query);
        };
      }
    };
  }

  /** The count ends at half of what it may reach. */
  static Rows countingFiftyMessages(Rows rows) {
    return changingUnreadMessages(
        rows,
        page ->
            page.rows().size() <= 50
                ? page
                : new RowPage<>(page.rows().subList(0, 50), Optional.empty()));
  }

  private static Rows changingStates(Rows rows, UnaryOperator<ReadState> change) {
    return new ForwardingRows(rows) {
      @Override
      @SuppressWarnings("unchecked") // the rows of the query are read states
      public <R extends Row> RowPage<R> query(RowQuery<R> query) {
        RowPage<R> page = super.query(query);
        return query instanceof RowQuery.ReadStatesOfMember
            ? new RowPage<>(
                (List<R>) page.rows().stream().map(ReadState.class::cast).map(change).toList(),
                page.next())
            : page;
      }
    };
  }

  private static Rows changingUnreadMessages(Rows rows, UnaryOperator<RowPage<Message>> change) {
    return new ForwardingRows(rows) {
      @Override
      @SuppressWarnings("unchecked") // the rows of the query are messages
      public <R extends Row> RowPage<R> query(RowQuery<R> query) {
        RowPage<R> page = super.query(query);
        return query instanceof RowQuery.NewerMessages
            ? (RowPage<R>) change.apply((RowPage<Message>) page)
            : page;
      }
    };
  }

  private static Message fromSomeoneElse(Message message) {
    UserProfile sender = message.sender();
    return new Message(
        message.uuid(),
        message.groupUuid(),
        message.createdAt(),
        new UserProfile("someone", sender.handle(), sender.displayName()),
        message.text());
  }

  private static ReadState stateAt(Rows rows, RowKey.OfReadState key) {
    return rows.get(key).orElseGet(() -> ReadState.none(key.memberUuid(), key.groupUuid()));
  }
}
