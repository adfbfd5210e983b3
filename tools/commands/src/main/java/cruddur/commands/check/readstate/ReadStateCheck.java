package cruddur.commands.check.readstate;

import cruddur.commands.check.issue.ReadStateIssue;
import cruddur.commands.check.issue.RepairableIssue;
import cruddur.commands.check.readstate.GroupMembership.Result;
import cruddur.commands.check.scan.CheckItemReader;
import cruddur.commands.check.scan.StoredReadState;
import cruddur.commands.targets.TableTarget;
import cruddur.messaging.port.row.Marker;
import cruddur.messaging.port.row.Timestamp;
import cruddur.store.dynamodb.item.ReadStateItems;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Checks that a read state belongs to a member of its group, and that its markers are timestamps
 * that are not ahead of the clock. One query if there is no issue. A user counts as a member unless
 * the rows of the group say otherwise.
 */
public final class ReadStateCheck {

  private final GroupMembership memberships;
  private final ReadStateRepair repair;
  private final InstantSource clock;

  public ReadStateCheck(TableTarget table, InstantSource clock) {
    this.memberships = new GroupMembership(table.rows());
    this.repair = new ReadStateRepair(table, memberships, clock);
    this.clock = clock;
  }

  /**
   * The issues of a read state.
   *
   * @param scanned as the scan read it, which may be an older state
   */
  public List<RepairableIssue> issues(StoredReadState scanned) {
    Result membership = memberships.of(scanned.key());
    boolean isMember = membership == Result.MEMBER || membership == Result.UNKNOWN;
    if (isMember && issuesOfMarkers(scanned).isEmpty()) {
      return List.of();
    }
    return repair
        .find(scanned.key())
        .map(row ->
            isMember
                ? issuesOfMarkers(row)
                : List.of(issueOfNonMember(row, membership != Result.NO_GROUP)))
        .orElse(List.of());
  }

  private RepairableIssue issueOfNonMember(StoredReadState row, boolean groupExists) {
    return new RepairableIssue(
        new ReadStateIssue.OfNonMember(row.key(), groupExists), () -> repair.delete(row));
  }

  private List<RepairableIssue> issuesOfMarkers(StoredReadState row) {
    return Stream.of(Marker.values())
        .flatMap(marker -> issueOfMarker(row, marker).stream())
        .toList();
  }

  private Optional<RepairableIssue> issueOfMarker(StoredReadState row, Marker marker) {
    AttributeValue stored = row.markers().get(marker);
    if (stored == null) {
      return Optional.empty();
    }
    Optional<Timestamp> upTo = ReadStateItems.marker(stored);
    if (upTo.isEmpty()) {
      return Optional.of(
          new RepairableIssue(
              new ReadStateIssue.MalformedMarker(row.key(), marker),
              () -> repair.correct(row, marker)));
    }
    Instant now = clock.instant();
    return upTo.filter(time -> time.instant().isAfter(now.plus(CheckItemReader.MAX_AHEAD)))
        .map(time ->
            new RepairableIssue(
                new ReadStateIssue.MarkerAheadOfClock(
                    row.key(), marker, Duration.between(now, time.instant())),
                () -> repair.moveBack(row, marker, time)));
  }
}
