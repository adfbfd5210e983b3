package cruddur.commands.check;

import static cruddur.commands.check.CheckedTable.NEWT;
import static cruddur.commands.check.CheckedTable.OTTER;
import static org.junit.jupiter.api.Assertions.assertEquals;

import cruddur.messaging.port.row.HandleRow;
import cruddur.messaging.port.row.SignInProfile;
import cruddur.messaging.port.row.UserProfile;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Issues of profiles by sign-in and by handle. */
class ProfileIssuesTest {

  @AutoClose private final CheckedTable table = CheckedTable.valid();

  @Test
  void aMissingHandleIsAdded() {
    table.delete(new HandleRow.Owned(OTTER).key());

    table.assertIssue("sign-in-without-handle  SUB#s-otter  its handle otter has no row");
    table.assertRepaired("the handle's row was added");
    assertEquals(
        Optional.of(new HandleRow.Owned(OTTER)),
        table.rows().get(new HandleRow.Owned(OTTER).key()));
  }

  @Test
  void aHandleIsNotTakenFromAnotherUser() {
    table.delete(new HandleRow.Owned(OTTER).key());
    UserProfile newtAsOtter = new UserProfile(NEWT.uuid(), OTTER.handle(), NEWT.displayName());
    table.put(new HandleRow.Owned(newtAsOtter), new SignInProfile("s-newt", newtAsOtter));

    table.assertIssue("handle-of-another  SUB#s-otter  its handle otter belongs to user u-newt");
    table.assertSkipped(
        "find out who owns the handle; update-cognito-user-ids --rebind gives it to the pool's user");
    assertEquals(
        Optional.of(new HandleRow.Owned(newtAsOtter)),
        table.rows().get(new HandleRow.Owned(newtAsOtter).key()));
  }

  @Test
  void aHandleIsNotTakenFromASignUp() {
    HandleRow.Reserved reserved =
        new HandleRow.Reserved(
            "otter", "sign-up", Optional.empty(), Instant.parse("2096-03-01T10:00:00Z"));
    table.delete(new HandleRow.Owned(OTTER).key());
    table.put(reserved);

    table.assertIssue(
        "handle-of-another  SUB#s-otter  its handle otter is reserved by a sign-up until 2096-03-01T10:00:00Z");
    table.assertSkipped(
        "find out who owns the handle; update-cognito-user-ids --rebind gives it to the pool's user");
    assertEquals(Optional.of(reserved), table.rows().get(reserved.key()));
  }

  @Test
  void aHandleWithAnExpiredReservationIsFree() {
    table.delete(new HandleRow.Owned(OTTER).key());
    table.put(
        new HandleRow.Reserved(
            "otter", "sign-up", Optional.empty(), Instant.parse("2026-03-01T10:00:00Z")));

    table.assertIssue("sign-in-without-handle  SUB#s-otter  its handle otter has no row");
    table.assertRepaired("the handle's row was added");
  }

  @Test
  void profilesThatDifferAreSkipped() {
    table.delete(new HandleRow.Owned(OTTER).key());
    table.put(
        new HandleRow.Owned(new UserProfile(OTTER.uuid(), OTTER.handle(), "Otter the Second")));

    table.assertIssue(
        "profiles-differ  SUB#s-otter  the row of its handle otter has another display name");
    table.assertSkipped("run sync-profiles to update both from Postgres");
  }

  @Test
  void aHandleWithoutASignInIsSkipped() {
    table.put(new HandleRow.Owned(NEWT));

    table.assertIssue(
        "handle-without-sign-in  HDL#newt  no sign-in has this handle and user u-newt");
    table.assertSkipped(
        "run update-cognito-user-ids to add the user's sign-in or to remove the user's former handle");
    assertEquals(
        Optional.of(new HandleRow.Owned(NEWT)), table.rows().get(new HandleRow.Owned(NEWT).key()));
  }
}
