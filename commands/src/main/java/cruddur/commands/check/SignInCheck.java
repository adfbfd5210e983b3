package cruddur.commands.check;

import cruddur.conversation.rows.HandleRow;
import cruddur.conversation.rows.PutCondition;
import cruddur.conversation.rows.PutOutcome;
import cruddur.conversation.rows.Row;
import cruddur.conversation.rows.Rows;
import cruddur.conversation.rows.SignInProfile;
import cruddur.conversation.rows.UserProfile;
import java.time.Clock;
import java.util.Optional;

/** Whoever signs in is found by his handle as the same user. Nobody is given another's handle. */
record SignInCheck(Rows rows, Clock clock) {

  Optional<Fault> fault(SignInProfile signIn) {
    UserProfile profile = signIn.profile();
    return switch (rows.get(HandleRow.keyOf(profile.handle())).orElse(null)) {
      case null -> Optional.of(missing(signIn));
      case HandleRow.Reserved reserved when isOfAnother(reserved, signIn) ->
          Optional.of(ofAnother(signIn, "reserved by a sign-up until " + reserved.expiresAt()));
      case HandleRow.Reserved _ -> Optional.of(missing(signIn));
      case HandleRow.Owned(UserProfile owner) when owner.equals(profile) -> Optional.empty();
      case HandleRow.Owned(UserProfile owner) when owner.uuid().equals(profile.uuid()) ->
          Optional.of(
              Fault.beyondRepair(
                  new ProfileFinding.ProfilesDiffer(signIn),
                  "sync-profiles makes both say what Postgres says"));
      case HandleRow.Owned(UserProfile owner) ->
          Optional.of(ofAnother(signIn, "that of user " + owner.uuid()));
    };
  }

  private Fault missing(SignInProfile signIn) {
    return new Fault(
        new ProfileFinding.SignInWithoutHandle(signIn), () -> give(signIn.profile(), signIn.sub()));
  }

  /** A user name that the pool has made is the subject. */
  private boolean isOfAnother(HandleRow.Reserved reserved, SignInProfile signIn) {
    return !reserved.owner().equals(signIn.sub()) && reserved.expiresAt().isAfter(clock.instant());
  }

  private Mending give(UserProfile profile, String owner) {
    Row handle = new HandleRow.Owned(profile);
    return switch (rows.put(handle, new PutCondition.HandleIsOpenTo(owner, clock.instant()))) {
      case PutOutcome.Written() -> new Mending.Mended("the profile stands under the handle now");
      case PutOutcome.Refused(Row standing) when standing.equals(handle) ->
          new Mending.Mended("the profile has come under the handle meanwhile");
      case PutOutcome.Refused _ ->
          new Mending.Left("another has taken the handle meanwhile: run it again");
    };
  }

  private static Fault ofAnother(SignInProfile signIn, String whose) {
    return Fault.beyondRepair(
        new ProfileFinding.HandleOfAnother(signIn, whose),
        "find out whose the handle is; update-cognito-user-ids --rebind gives it to the pool's user");
  }
}
