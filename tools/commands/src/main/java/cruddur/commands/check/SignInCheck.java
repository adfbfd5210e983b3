package cruddur.commands.check;

import cruddur.messaging.port.PutCondition;
import cruddur.messaging.port.PutOutcome;
import cruddur.messaging.port.Rows;
import cruddur.messaging.port.row.HandleRow;
import cruddur.messaging.port.row.Row;
import cruddur.messaging.port.row.SignInProfile;
import cruddur.messaging.port.row.UserProfile;
import java.time.Clock;
import java.util.Optional;

/** Whoever signs in is found by his handle as the same user. Nobody is given another's handle. */
record SignInCheck(Rows rows, Clock clock) {

  Optional<RepairableIssue> fault(SignInProfile signIn) {
    UserProfile profile = signIn.profile();
    return switch (rows.get(HandleRow.keyOf(profile.handle())).orElse(null)) {
      case null -> Optional.of(missing(signIn));
      case HandleRow.Reserved reserved when isOfAnother(reserved, signIn) ->
          Optional.of(ofAnother(signIn, "reserved by a sign-up until " + reserved.expiresAt()));
      case HandleRow.Reserved _ -> Optional.of(missing(signIn));
      case HandleRow.Owned(UserProfile owner) when owner.equals(profile) -> Optional.empty();
      case HandleRow.Owned(UserProfile owner) when owner.uuid().equals(profile.uuid()) ->
          Optional.of(
              RepairableIssue.beyondRepair(
                  new ProfileIssue.ProfilesDiffer(signIn),
                  "sync-profiles makes both say what Postgres says"));
      case HandleRow.Owned(UserProfile owner) ->
          Optional.of(ofAnother(signIn, "that of user " + owner.uuid()));
    };
  }

  private RepairableIssue missing(SignInProfile signIn) {
    return new RepairableIssue(
        new ProfileIssue.SignInWithoutHandle(signIn), () -> give(signIn.profile(), signIn.sub()));
  }

  /** A user name that the pool has made is the subject. */
  private boolean isOfAnother(HandleRow.Reserved reserved, SignInProfile signIn) {
    return !reserved.owner().equals(signIn.sub()) && reserved.expiresAt().isAfter(clock.instant());
  }

  private RepairResult give(UserProfile profile, String owner) {
    Row handle = new HandleRow.Owned(profile);
    return switch (rows.put(handle, new PutCondition.HandleIsOpenTo(owner, clock.instant()))) {
      case PutOutcome.Written() ->
          new RepairResult.Repaired("the profile stands under the handle now");
      case PutOutcome.Refused(Row standing) when standing.equals(handle) ->
          new RepairResult.Repaired("the profile has come under the handle meanwhile");
      case PutOutcome.Refused _ ->
          new RepairResult.Skipped("another has taken the handle meanwhile: run it again");
    };
  }

  private static RepairableIssue ofAnother(SignInProfile signIn, String whose) {
    return RepairableIssue.beyondRepair(
        new ProfileIssue.HandleOfAnother(signIn, whose),
        "find out whose the handle is; update-cognito-user-ids --rebind gives it to the pool's user");
  }
}
