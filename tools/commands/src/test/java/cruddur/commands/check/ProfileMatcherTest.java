package cruddur.commands.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cruddur.messaging.port.row.HandleRow;
import cruddur.messaging.port.row.SignInProfile;
import cruddur.messaging.port.row.UserProfile;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProfileMatcherTest {

  private static final UserProfile OTTER = new UserProfile("u-otter", "otter", "Otter");
  private static final UserProfile NEWT = new UserProfile("u-newt", "newt", "Newt");

  private final ProfileMatcher twins = new ProfileMatcher();

  @Test
  void twinsAreMetInEitherOrder() {
    twins.add(new HandleRow.Owned(OTTER));
    twins.add(new SignInProfile("s-newt", NEWT));
    twins.add(new SignInProfile("s-otter", OTTER));
    twins.add(new HandleRow.Owned(NEWT));

    assertFalse(twins.hasLoneHandles());
  }

  @Test
  void whoSignsUpWhileTheTableIsReadIsNotAlone() {
    twins.add(new HandleRow.Owned(OTTER));
    twins.add(new HandleRow.Owned(NEWT));
    assertTrue(twins.hasLoneHandles());

    twins.addLate(new SignInProfile("s-otter", OTTER));

    assertEquals(
        List.of(new ProfileIssue.HandleWithoutSignIn(HandleRow.keyOf("newt"), NEWT.uuid())),
        twins.faults().map(RepairableIssue::finding).toList());
  }

  @Test
  void aHandleThatItsUserHasGivenUpIsAlone() {
    UserProfile renamed = new UserProfile(OTTER.uuid(), "sea_otter", "Otter");
    twins.add(new HandleRow.Owned(OTTER));
    twins.add(new HandleRow.Owned(renamed));
    twins.add(new SignInProfile("s-otter", renamed));

    assertEquals(List.of("HDL#otter"), twins.faults().map(fault -> fault.finding().key()).toList());
  }
}
