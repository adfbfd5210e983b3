package cruddur.commands.check;

import cruddur.commands.repair.MemberRepair;
import cruddur.commands.tables.TableScan;
import cruddur.commands.targets.TableTarget;
import cruddur.messaging.port.Rows;
import cruddur.messaging.port.UnreadableRowException;
import cruddur.messaging.port.row.RowKey;
import cruddur.messaging.port.row.SignInProfile;
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
 * {@link ProfileMatcher} needs, it keeps nothing.
 */
public final class TableCheck {

  /** Subjects looked at at the same time: each takes some requests. */
  private static final int AT_ONCE = 8;

  /**
   * A finding.
   *
   * @param mending what became of it, if it was to be mended
   */
  public record Result(Issue finding, Optional<RepairResult> mending) {}

  private final TableTarget table;
  private final boolean isRepair;
  private final ProfileMatcher twins = new ProfileMatcher();
  private final ConversationCheck conversations;
  private final PairCheck pairs;
  private final EmptyGroupCheck listedGroups;
  private final TimestampCheck misdated;
  private final SignInCheck signIns;
  private long rowsRead;

  /**
   * @param isRepair whether to mend what can be mended
   */
  public TableCheck(TableTarget table, Clock clock, boolean isRepair) {
    this.table = table;
    this.isRepair = isRepair;
    Rows rows = table.rows();
    pairs = new PairCheck(table);
    conversations = new ConversationCheck(rows, pairs, new MemberRepair(table), clock);
    listedGroups = new EmptyGroupCheck(rows);
    misdated = new TimestampCheck(table);
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
        .gather(CheckItemReader.gatherer(twins))
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

  private Stream<RepairableIssue> faults(CheckItem subject) {
    try {
      return switch (subject) {
        case CheckItem.Conversation group -> conversations.faults(group).stream();
        case CheckItem.ListedGroup(var row) -> listedGroups.fault(row).stream();
        case CheckItem.Paired(var row) -> pairs.faultOfPair(row).stream();
        case CheckItem.SignIn(var row) -> signIns.fault(row).stream();
        case CheckItem.Misdated(var message) -> Stream.of(misdated.fault(message));
        case CheckItem.Unreadable(String key, String reason) ->
            Stream.of(
                RepairableIssue.beyondRepair(
                    new RowIssue.Unreadable(key, reason), "nothing tells what it should hold"));
      };
    } catch (UnreadableRowException met) {
      // The walk meets that row too, and tells; this subject is looked at when it can be read.
      return Stream.empty();
    }
  }

  private List<Result> results(Stream<RepairableIssue> faults) {
    return faults
        .map(fault ->
            new Result(fault.finding(), isRepair ? Optional.of(mend(fault)) : Optional.empty()))
        .toList();
  }

  private static RepairResult mend(RepairableIssue fault) {
    try {
      return fault.repair().get();
    } catch (UnreadableRowException met) {
      return new RepairResult.Skipped(met.getMessage());
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
