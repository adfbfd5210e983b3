package cruddur.commands.check;

import cruddur.commands.place.Table;
import cruddur.commands.tables.TableScan;
import cruddur.conversation.rows.RowKey;
import cruddur.conversation.rows.Rows;
import cruddur.conversation.rows.SignInProfile;
import cruddur.conversation.rows.UnreadableRowException;
import cruddur.store.dynamodb.MessagesTable;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.stream.Gatherers;
import java.util.stream.Stream;

/**
 * Walks the table once and finds what breaks an invariant of it. Beside a page of items, and what
 * {@link HandleTwins} needs, it keeps nothing.
 */
public final class TableCheck {

  /** Subjects looked at at the same time: each takes some requests. */
  private static final int AT_ONCE = 8;

  /**
   * A finding.
   *
   * @param mending what became of it, if it was to be mended
   */
  public record Result(Finding finding, Optional<Mending> mending) {}

  private final Table table;
  private final boolean isRepair;
  private final HandleTwins twins = new HandleTwins();
  private final ConversationCheck conversations;
  private final PairCheck pairs;
  private final ListedGroupCheck listedGroups;
  private final MisdatedCheck misdated;
  private final SignInCheck signIns;
  private long rowsRead;

  /**
   * @param isRepair whether to mend what can be mended
   */
  public TableCheck(Table table, Clock clock, boolean isRepair) {
    this.table = table;
    this.isRepair = isRepair;
    Rows rows = table.rows();
    pairs = new PairCheck(table);
    conversations = new ConversationCheck(rows, pairs, new MemberRepair(table), clock);
    listedGroups = new ListedGroupCheck(rows);
    misdated = new MisdatedCheck(table);
    signIns = new SignInCheck(rows, clock);
  }

  /**
   * Walks the table.
   *
   * @param progress is told, now and then, how many rows have been read
   */
  public void forEach(Consumer<Result> result, LongConsumer progress) {
    new TableScan(table, Optional.empty())
        .items()
        .peek(item -> progress.accept(++rowsRead))
        .gather(SubjectReader.gatherer(twins))
        .gather(Gatherers.mapConcurrent(AT_ONCE, subject -> results(faults(subject))))
        .flatMap(List::stream)
        .forEach(result);
    if (twins.hasLoneHandles()) {
      addLateSignIns();
      results(twins.faults()).forEach(result);
    }
  }

  /** How many rows the walk has read. */
  public long rowsRead() {
    return rowsRead;
  }

  /** How many groups were left for another time, since somebody was writing to them. */
  public long unsettledGroups() {
    return conversations.unsettled();
  }

  private Stream<Fault> faults(Subject subject) {
    try {
      return switch (subject) {
        case Subject.Conversation group -> conversations.faults(group).stream();
        case Subject.ListedGroup(var row) -> listedGroups.fault(row).stream();
        case Subject.Paired(var row) -> pairs.faultOfPair(row).stream();
        case Subject.SignIn(var row) -> signIns.fault(row).stream();
        case Subject.Misdated(var message) -> Stream.of(misdated.fault(message));
        case Subject.Unreadable(String key, String reason) ->
            Stream.of(
                Fault.beyondRepair(
                    new RowFinding.Unreadable(key, reason), "nothing tells what it should hold"));
      };
    } catch (UnreadableRowException met) {
      // The walk meets that row too, and tells; this subject is looked at when it can be read.
      return Stream.empty();
    }
  }

  private List<Result> results(Stream<Fault> faults) {
    return faults
        .map(fault ->
            new Result(fault.finding(), isRepair ? Optional.of(mend(fault)) : Optional.empty()))
        .toList();
  }

  private static Mending mend(Fault fault) {
    try {
      return fault.repair().get();
    } catch (UnreadableRowException met) {
      return new Mending.Left(met.getMessage());
    }
  }

  /** Who has signed up since his sign-in's place in the table was read. */
  private void addLateSignIns() {
    String signInRows = MessagesTable.pk(new RowKey.OfSignIn(""));
    new TableScan(table, Optional.of(signInRows))
        .items()
        .flatMap(item -> StoredRow.of(SignInProfile.class, item))
        .forEach(twins::addLate);
  }
}
