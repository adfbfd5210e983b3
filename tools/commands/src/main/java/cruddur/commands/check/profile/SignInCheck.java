package cruddur.commands.check.profile;

import cruddur.commands.check.issue.ProfileIssue;
import cruddur.commands.check.issue.RepairableIssue;
import cruddur.commands.repair.RepairResult;
import cruddur.messaging.port.PutCondition;
import cruddur.messaging.port.Rows;
import cruddur.messaging.port.row.HandleRow;
import cruddur.messaging.port.row.Row;
import cruddur.messaging.port.row.SignInProfile;
import cruddur.messaging.port.row.UserProfile;
import java.time.InstantSource;
import java.util.Optional;

/** Checks that a sign-in and its handle have the same profile. Never takes a handle from a user. */
public record SignInCheck(Rows rows, InstantSource clock) {

  public Optional<RepairableIssue> issue(SignInProfile signIn) {
    UserProfile profile = signIn.profile();
    return switch (rows.get(HandleRow.keyOf(profile.handle())).orElse(null)) {
      case null -> Optional.of(missing(signIn));
      case HandleRow.Reserved reserved when isReservedForOther(reserved, signIn) ->
          Optional.of(
              handleOfAnother(signIn, "is reserved by a sign-up until " + reserved.expiresAt()));
      case HandleRow.Reserved _ -> Optional.of(missing(signIn));
      case HandleRow.Owned(UserProfile owner) when owner.equals(profile) -> Optional.empty();
      case HandleRow.Owned(UserProfile owner) when owner.uuid().equals(profile.uuid()) ->
          Optional.of(
              RepairableIssue.manual(
                  new ProfileIssue.ProfilesDiffer(signIn),
                  "run sync-profiles to update both from Postgres"));
      case HandleRow.Owned(UserProfile owner) ->
          Optional.of(handleOfAnother(signIn, "belongs to user " + owner.uuid()));
    };
  }

  private RepairableIssue missing(SignInProfile signIn) {
    return new RepairableIssue(
        new ProfileIssue.SignInWithoutHandle(signIn),
        () -> addHandle(signIn.profile(), signIn.sub()));
  }

  /** A generated user name of the pool, which owns a reservation, is the {@code sub}. */
  private boolean isReservedForOther(HandleRow.Reserved reserved, SignInProfile signIn) {
    return !reserved.owner().equals(signIn.sub()) && reserved.expiresAt().isAfter(clock.instant());
  }

  private RepairResult addHandle(UserProfile profile, String owner) {
    Row handle = new HandleRow.Owned(profile);
    return RepairResult.ofPut(
        rows.put(handle, new PutCondition.HandleIsOpenTo(owner, clock.instant())),
        handle,
        "the handle's row",
        "another user has taken the handle: run check again");
  }

  private static RepairableIssue handleOfAnother(SignInProfile signIn, String owner) {
    return RepairableIssue.manual(
        new ProfileIssue.HandleOfAnother(signIn, owner),
        "find out who owns the handle; update-cognito-user-ids --rebind gives it to the pool's user");
  }
}
