package cruddur.commands.check;

import cruddur.messaging.port.row.HandleRow;
import cruddur.messaging.port.row.RowKey;
import cruddur.messaging.port.row.SignInProfile;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds handles that no sign-in goes with. A handle's row does not tell the sign-in, so each is
 * kept until both have been met: half of all users at the most, at about 200 bytes each.
 */
final class ProfileMatcher {

  private record Twin(RowKey.OfHandle handle, String userUuid) {}

  private final Set<Twin> signIns = new HashSet<>();
  private final Set<Twin> handles = new HashSet<>();

  void add(SignInProfile signIn) {
    Twin twin = twin(signIn);
    if (!handles.remove(twin)) {
      signIns.add(twin);
    }
  }

  void add(HandleRow.Owned handle) {
    Twin twin = new Twin(handle.key(), handle.profile().uuid());
    if (!signIns.remove(twin)) {
      handles.add(twin);
    }
  }

  boolean hasLoneHandles() {
    return !handles.isEmpty();
  }

  /** A sign-in that has come since its place in the table was read. */
  void addLate(SignInProfile signIn) {
    handles.remove(twin(signIn));
  }

  /** The handles that no sign-in goes with. */
  Stream<RepairableIssue> faults() {
    return handles.stream()
        .map(lone ->
            RepairableIssue.beyondRepair(
                new ProfileIssue.HandleWithoutSignIn(lone.handle(), lone.userUuid()),
                "update-cognito-user-ids gives the user his sign-in, or removes a handle that was his"));
  }

  private static Twin twin(SignInProfile signIn) {
    return new Twin(HandleRow.keyOf(signIn.profile().handle()), signIn.profile().uuid());
  }
}
