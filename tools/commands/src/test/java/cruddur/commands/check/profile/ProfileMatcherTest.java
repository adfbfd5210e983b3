package cruddur.commands.check.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cruddur.commands.check.issue.ProfileIssue;
import cruddur.commands.check.issue.RepairableIssue;
import cruddur.messaging.port.row.HandleRow;
import cruddur.messaging.port.row.SignInProfile;
import cruddur.messaging.port.row.UserProfile;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProfileMatcherTest {

  private static final UserProfile OTTER = new UserProfile("u-otter", "otter", "Otter");
  private static final UserProfile NEWT = new UserProfile("u-newt", "newt", "Newt");

  private final ProfileMatcher profiles = new ProfileMatcher();

  @Test
  void profilesMatchInEitherOrder() {
    profiles.add(new HandleRow.Owned(OTTER));
    profiles.add(new SignInProfile("s-newt", NEWT));
    profiles.add(new SignInProfile("s-otter", OTTER));
    profiles.add(new HandleRow.Owned(NEWT));

    assertFalse(profiles.hasUnmatchedHandles());
  }

  @Test
  void aUserWhoSignsUpDuringTheScanIsMatched() {
    profiles.add(new HandleRow.Owned(OTTER));
    profiles.add(new HandleRow.Owned(NEWT));
    assertTrue(profiles.hasUnmatchedHandles());

    profiles.addLate(new SignInProfile("s-otter", OTTER));

    assertEquals(
        List.of(new ProfileIssue.HandleWithoutSignIn(HandleRow.keyOf("newt"), NEWT.uuid())),
        profiles.issues().map(RepairableIssue::issue).toList());
  }

  @Test
  void aFormerHandleIsUnmatched() {
    UserProfile renamed = new UserProfile(OTTER.uuid(), "sea_otter", "Otter");
    profiles.add(new HandleRow.Owned(OTTER));
    profiles.add(new HandleRow.Owned(renamed));
    profiles.add(new SignInProfile("s-otter", renamed));

    assertEquals(
        List.of("HDL#otter"), profiles.issues().map(issue -> issue.issue().key()).toList());
  }
}
