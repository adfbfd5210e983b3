package cruddur.messaging.users;

import static cruddur.messaging.port.SampleRows.ALPHA;
import static cruddur.messaging.port.SampleRows.BETA;
import static cruddur.messaging.port.SampleRows.GAMMA;
import static cruddur.messaging.port.SampleRows.GROUP;
import static cruddur.messaging.port.SampleRows.message;
import static cruddur.messaging.port.SampleRows.rowOfAlpha;
import static cruddur.messaging.port.SampleRows.rowOfBeta;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import cruddur.messaging.ErrorCode;
import cruddur.messaging.RequestRefusedException;
import cruddur.messaging.port.IndexLag;
import cruddur.messaging.port.MemoryRows;
import cruddur.messaging.port.ObservedRows;
import cruddur.messaging.port.PutCondition;
import cruddur.messaging.port.row.MessageGroup;
import cruddur.messaging.port.row.UserProfile;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Memberships while the index lags behind rows that are new or move. */
class MembershipsTest {

  /** In the index, an item's first state is its absence. The rows of these tests are put once. */
  private static final int PUT = 1;

  private static final int DELETED = 2;

  /** Shows no put, but every delete. */
  private static final IndexLag WITHOUT_PUTS =
      (oldest, lastSeen, latest) -> latest == DELETED ? DELETED : oldest;

  /** Shows every first put, but no delete. */
  private static final IndexLag WITHOUT_DELETES =
      (oldest, lastSeen, latest) -> Math.min(latest, PUT);

  private static final List<String> INDEX = List.of("query IndexOfGroup");
  private static final List<String> REFUSAL = List.of("query IndexOfGroup", "query Messages");
  private static final List<String> OWN_ROWS =
      List.of("query IndexOfGroup", "query Messages", "query MemberSearch");

  @Test
  void aNewGroupThatTheIndexDoesNotShowHasItsMembers() {
    ObservedRows rows = newGroup(WITHOUT_PUTS);

    assertMember(rows, ALPHA, OWN_ROWS);
    assertMember(rows, BETA, OWN_ROWS);
    assertStranger(rows, GAMMA, OWN_ROWS);
  }

  @Test
  void aGroupOfWhichTheIndexShowsNeitherOldNorNewRowsHasItsMembers() {
    ObservedRows rows = newGroup(WITHOUT_PUTS);
    move(rows, rowOfAlpha(1), rowOfAlpha(2));
    move(rows, rowOfBeta(1), rowOfBeta(2));

    assertMember(rows, ALPHA, OWN_ROWS);
    assertMember(rows, BETA, OWN_ROWS);
    assertStranger(rows, GAMMA, OWN_ROWS);
  }

  @Test
  void aRowAtALaterMicrosecondThatTheIndexDoesNotShowHasItsMember() {
    ObservedRows rows = newGroup(WITHOUT_PUTS);
    move(rows, rowOfAlpha(1), rowOfAlpha(2).at(message(3).createdAt()));
    move(rows, rowOfBeta(1), rowOfBeta(2).at(message(4).createdAt()));

    assertMember(rows, ALPHA, OWN_ROWS);
    assertMember(rows, BETA, OWN_ROWS);
    assertStranger(rows, GAMMA, OWN_ROWS);
  }

  @Test
  void deletedRowsThatTheIndexStillShowsNameBothMembers() {
    ObservedRows rows = newGroup(WITHOUT_DELETES);
    move(rows, rowOfAlpha(1), rowOfAlpha(2));
    move(rows, rowOfBeta(1), rowOfBeta(2));

    assertMember(rows, ALPHA, INDEX);
    assertMember(rows, BETA, INDEX);
    assertStranger(rows, GAMMA, REFUSAL);
  }

  @Test
  void anAbsentGroupHasNoMembers() {
    ObservedRows rows = observed(new MemoryRows());

    assertStranger(rows, ALPHA, REFUSAL);
  }

  @Test
  void onlyMembershipIsCached() {
    MemoryRows table = new MemoryRows();
    ObservedRows rows = observed(table);
    Memberships memberships = new Memberships(rows);
    assertRefused(memberships, ALPHA);
    assertRefused(memberships, ALPHA);
    assertEquals(4, rows.takeRequests().size());

    startGroup(table);

    memberships.requireMember(ALPHA.uuid(), GROUP);
    memberships.requireMember(ALPHA.uuid(), GROUP);
    assertEquals(INDEX, rows.takeNames());
  }

  private static void assertMember(ObservedRows rows, UserProfile user, List<String> requests) {
    new Memberships(rows).requireMember(user.uuid(), GROUP);
    assertEquals(requests, rows.takeNames());
  }

  private static void assertStranger(ObservedRows rows, UserProfile user, List<String> requests) {
    assertRefused(new Memberships(rows), user);
    assertEquals(requests, rows.takeNames());
  }

  private static void assertRefused(Memberships memberships, UserProfile user) {
    RequestRefusedException refusal =
        assertThrows(
            RequestRefusedException.class, () -> memberships.requireMember(user.uuid(), GROUP));
    assertEquals(List.of(ErrorCode.MESSAGE_GROUP_NOT_FOUND), refusal.codes());
  }

  private static ObservedRows newGroup(IndexLag lag) {
    MemoryRows table = new MemoryRows(lag, Integer.MAX_VALUE);
    startGroup(table);
    return observed(table);
  }

  private static void startGroup(MemoryRows table) {
    table.write(message(1));
    table.write(rowOfAlpha(1));
    table.write(rowOfBeta(1));
  }

  private static void move(ObservedRows rows, MessageGroup from, MessageGroup to) {
    rows.put(to, new PutCondition.KeyIsFree());
    rows.delete(from);
    rows.takeRequests();
  }

  private static ObservedRows observed(MemoryRows table) {
    return new ObservedRows(table, table);
  }
}
