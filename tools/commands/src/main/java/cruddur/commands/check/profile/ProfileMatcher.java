package cruddur.commands.check.profile;

import cruddur.commands.check.issue.ProfileIssue;
import cruddur.commands.check.issue.RepairableIssue;
import cruddur.messaging.port.row.HandleRow;
import cruddur.messaging.port.row.RowKey;
import cruddur.messaging.port.row.SignInProfile;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds handles without a sign-in. A handle's row does not name the sign-in, so each profile is
 * kept until its counterpart is read: at most half of all users, at about 200 bytes each.
 */
public final class ProfileMatcher {

  private record Profile(RowKey.OfHandle handle, String userUuid) {}

  private final Set<Profile> signIns = new HashSet<>();
  private final Set<Profile> handles = new HashSet<>();

  public void add(SignInProfile signIn) {
    Profile profile = profile(signIn);
    if (!handles.remove(profile)) {
      signIns.add(profile);
    }
  }

  public void add(HandleRow.Owned handle) {
    Profile profile = new Profile(handle.key(), handle.profile().uuid());
    if (!signIns.remove(profile)) {
      handles.add(profile);
    }
  }

  public boolean hasUnmatchedHandles() {
    return !handles.isEmpty();
  }

  /** Adds a sign-in that was written after the scan had passed its key. */
  public void addLate(SignInProfile signIn) {
    handles.remove(profile(signIn));
  }

  /** The issues of the handles without a sign-in. */
  public Stream<RepairableIssue> issues() {
    return handles.stream()
        .map(handle ->
            RepairableIssue.manual(
                new ProfileIssue.HandleWithoutSignIn(handle.handle(), handle.userUuid()),
                "run update-cognito-user-ids to add the user's sign-in or to remove the user's former handle"));
  }

  private static Profile profile(SignInProfile signIn) {
    return new Profile(HandleRow.keyOf(signIn.profile().handle()), signIn.profile().uuid());
  }
}
