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

/** What check finds of profiles under sign-in and handle, and makes of them. */
class CheckOfProfilesTest {

  @AutoClose private final CheckedTable table = CheckedTable.whole();

  @Test
  void aSignInWithoutItsHandleGetsIt() {
    table.delete(new HandleRow.Owned(OTTER).key());

    table.found("sign-in-without-handle  SUB#s-otter  nothing stands under its handle otter");
    table.mended("the profile stands under the handle now");
    assertEquals(
        Optional.of(new HandleRow.Owned(OTTER)),
        table.rows().get(new HandleRow.Owned(OTTER).key()));
  }

  @Test
  void nobodyIsGivenAnothersHandle() {
    table.delete(new HandleRow.Owned(OTTER).key());
    UserProfile usurper = new UserProfile(NEWT.uuid(), OTTER.handle(), NEWT.displayName());
    table.put(new HandleRow.Owned(usurper), new SignInProfile("s-newt", usurper));

    table.found("handle-of-another  SUB#s-otter  its handle otter is that of user u-newt");
    table.left(
        "find out whose the handle is; update-cognito-user-ids --rebind gives it to the pool's user");
    assertEquals(
        Optional.of(new HandleRow.Owned(usurper)),
        table.rows().get(new HandleRow.Owned(usurper).key()));
  }

  @Test
  void nobodyIsGivenAHandleThatASignUpHasReserved() {
    HandleRow.Reserved reserved =
        new HandleRow.Reserved("otter", "sign-up", Instant.parse("2096-03-01T10:00:00Z"));
    table.delete(new HandleRow.Owned(OTTER).key());
    table.put(reserved);

    table.found(
        "handle-of-another  SUB#s-otter  its handle otter is reserved by a sign-up until 2096-03-01T10:00:00Z");
    table.left(
        "find out whose the handle is; update-cognito-user-ids --rebind gives it to the pool's user");
    assertEquals(Optional.of(reserved), table.rows().get(reserved.key()));
  }

  @Test
  void aHandleWhoseReservationHasExpiredIsFree() {
    table.delete(new HandleRow.Owned(OTTER).key());
    table.put(new HandleRow.Reserved("otter", "sign-up", Instant.parse("2026-03-01T10:00:00Z")));

    table.found("sign-in-without-handle  SUB#s-otter  nothing stands under its handle otter");
    table.mended("the profile stands under the handle now");
  }

  @Test
  void twoWritingsOfOneUserAreLeft() {
    table.delete(new HandleRow.Owned(OTTER).key());
    table.put(
        new HandleRow.Owned(new UserProfile(OTTER.uuid(), OTTER.handle(), "Otter the Second")));

    table.found(
        "profiles-differ  SUB#s-otter  under its handle otter the same user's name is written otherwise");
    table.left("sync-profiles makes both say what Postgres says");
  }

  @Test
  void aHandleWithoutASignInIsLeft() {
    table.put(new HandleRow.Owned(NEWT));

    table.found("handle-without-sign-in  HDL#newt  no sign-in has this handle and its user u-newt");
    table.left(
        "update-cognito-user-ids gives the user his sign-in, or removes a handle that was his");
    assertEquals(
        Optional.of(new HandleRow.Owned(NEWT)), table.rows().get(new HandleRow.Owned(NEWT).key()));
  }
}
