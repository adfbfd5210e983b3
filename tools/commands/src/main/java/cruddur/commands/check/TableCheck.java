package cruddur.commands.check;

import cruddur.commands.check.group.EmptyGroupCheck;
import cruddur.commands.check.group.GroupCheck;
import cruddur.commands.check.group.PairCheck;
import cruddur.commands.check.issue.Issue;
import cruddur.commands.check.issue.RepairableIssue;
import cruddur.commands.check.issue.RowIssue;
import cruddur.commands.check.profile.ProfileMatcher;
import cruddur.commands.check.profile.SignInCheck;
import cruddur.commands.check.readstate.ReadStateCheck;
import cruddur.commands.check.row.TimestampCheck;
import cruddur.commands.check.scan.CheckItem;
import cruddur.commands.check.scan.CheckItemReader;
import cruddur.commands.repair.MemberRepair;
import cruddur.commands.repair.RepairResult;
import cruddur.commands.repair.StoredRow;
import cruddur.commands.tables.TableScan;
import cruddur.commands.targets.TableTarget;
import cruddur.messaging.port.RequestRejectedException;
import cruddur.messaging.port.Rows;
import cruddur.messaging.port.RowsInaccessibleException;
import cruddur.messaging.port.RowsUnavailableException;
import cruddur.messaging.port.row.RowKey;
import cruddur.messaging.port.row.SignInProfile;
import cruddur.messaging.port.row.UnreadableRowException;
import cruddur.store.dynamodb.item.MessagesTable;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.stream.Gatherers;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Finds violations of the table's invariants in one scan. It keeps in memory a page of items and
 * what {@link ProfileMatcher} needs.
 */
public final class TableCheck {

  /** Items checked concurrently: each takes some requests. */
  private static final int CONCURRENCY = 8;

  /**
   * An issue that was found.
   *
   * @param repair empty if no repair was requested
   */
  public record Result(Issue issue, Optional<RepairResult> repair) {}

  private final TableTarget table;
  private final InstantSource clock;
  private final boolean isRepairing;
  private final ProfileMatcher profiles = new ProfileMatcher();
  private final GroupCheck groups;
  private final PairCheck pairs;
  private final EmptyGroupCheck emptyGroups;
  private final TimestampCheck timestamps;
  private final SignInCheck signIns;
  private final ReadStateCheck readStates;
  private long rowsRead;

  /**
   * @param isRepairing whether to repair the issues
   */
  public TableCheck(TableTarget table, InstantSource clock, boolean isRepairing) {
    this.table = table;
    this.clock = clock;
    this.isRepairing = isRepairing;
    Rows rows = table.rows();
    pairs = new PairCheck(table);
    groups = new GroupCheck(rows, pairs, new MemberRepair(table), clock);
    emptyGroups = new EmptyGroupCheck(rows);
    timestamps = new TimestampCheck(table);
    signIns = new SignInCheck(rows, clock);
    readStates = new ReadStateCheck(table, clock);
  }

  /**
   * Scans the table.
   *
   * @param result gets each issue
   * @param progress gets the number of rows read so far
   */
  public void forEach(Consumer<Result> result, LongConsumer progress) {
    new TableScan(table, Optional.empty())
        .items()
        .peek(item -> progress.accept(++rowsRead))
        .gather(CheckItemReader.gatherer(profiles, clock))
        .gather(Gatherers.mapConcurrent(CONCURRENCY, item -> results(issues(item))))
        .flatMap(List::stream)
        .forEach(result);
    if (profiles.hasUnmatchedHandles()) {
      addLateSignIns();
      results(profiles.issues()).forEach(result);
    }
  }

  /** The number of rows read. */
  public long rowsRead() {
    return rowsRead;
  }

  /** The number of groups skipped because they are changing. */
  public long unsettledGroups() {
    return groups.unsettled();
  }

  private Stream<RepairableIssue> issues(CheckItem item) {
    try {
      return switch (item) {
        case CheckItem.Group group -> groups.issues(group).stream();
        case CheckItem.GroupRow(var row) -> emptyGroups.issue(row).stream();
        case CheckItem.PairRow(var row) -> pairs.issueOfPair(row).stream();
        case CheckItem.SignIn(var row) -> signIns.issue(row).stream();
        case CheckItem.ReadStateRow(var row) -> readStates.issues(row).stream();
        case CheckItem.MalformedMessage(var message) -> Stream.of(timestamps.issue(message));
        case CheckItem.Ahead(var row, var time) ->
            Stream.of(
                RepairableIssue.manual(
                    new RowIssue.AheadOfClock(
                        row, Duration.between(clock.instant(), time.instant())),
                    "correct the clock of the computer that wrote it"));
        case CheckItem.InIndex(String key) ->
            Stream.of(
                RepairableIssue.manual(
                    new RowIssue.InIndex(key), "remove the attribute, or delete the row"));
        case CheckItem.Unreadable(String key, String reason) ->
            Stream.of(
                RepairableIssue.manual(
                    new RowIssue.Unreadable(key, reason), "its correct content is unknown"));
      };
    } catch (UnreadableRowException e) {
      // The scan reports that row. This item is checked once it can be read.
      return Stream.empty();
    } catch (RowsUnavailableException | RowsInaccessibleException | SdkException e) {
      throw e;
    } catch (RuntimeException e) {
      // Whatever one row does, the others are checked.
      return Stream.of(
          RepairableIssue.manual(
              new RowIssue.NotChecked(item.key(), notDone(e)), "find out who wrote it"));
    }
  }

  private static String notDone(RuntimeException e) {
    return e instanceof RequestRejectedException
        ? "DynamoDB rejects a request that its content leads to"
        : "%s, at %s".formatted(e, e.getStackTrace()[0]);
  }

  private List<Result> results(Stream<RepairableIssue> issues) {
    return issues
        .map(issue ->
            new Result(issue.issue(), isRepairing ? Optional.of(repair(issue)) : Optional.empty()))
        .toList();
  }

  private static RepairResult repair(RepairableIssue issue) {
    try {
      return issue.repair().get();
    } catch (UnreadableRowException e) {
      return new RepairResult.Skipped(e.getMessage());
    } catch (RowsUnavailableException | RowsInaccessibleException | SdkException e) {
      throw e;
    } catch (RuntimeException e) {
      return new RepairResult.Skipped(notDone(e));
    }
  }

  /** Adds the users who signed up after the scan had passed their sign-in's key. */
  private void addLateSignIns() {
    String signInRows = MessagesTable.pk(new RowKey.OfSignIn(""));
    new TableScan(table, Optional.of(signInRows))
        .items()
        .flatMap(item -> StoredRow.of(SignInProfile.class, item))
        .forEach(profiles::addLate);
  }
}
