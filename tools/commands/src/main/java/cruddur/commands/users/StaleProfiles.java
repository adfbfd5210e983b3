package cruddur.commands.users;

import cruddur.messaging.port.Rows;
import cruddur.messaging.port.row.HandleRow;
import cruddur.messaging.port.row.RowKey;
import cruddur.messaging.port.row.SignInProfile;
import cruddur.messaging.port.row.UserProfile;
import cruddur.toolkit.users.AppUser;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds profile rows that a user has outlived: under a handle or a sign-in that was his. */
record StaleProfiles(Rows rows) {

  /** The removal of the row under a handle that the user had, unless it is another's by now. */
  Optional<ProfileWrite> underHandle(AppUser user, UserProfile former) {
    RowKey.OfHandle key = HandleRow.keyOf(former.handle());
    if (!former.uuid().equals(user.uuid()) || key.equals(user.handleKey())) {
      return Optional.empty();
    }
    return rows.get(key)
        .flatMap(ProfileRow::owner)
        .filter(owner -> owner.uuid().equals(user.uuid()))
        .map(owner -> new ProfileWrite.Delete(new ProfileRow(key, owner)));
  }

  /** The removal of the row under a sign-in that the user had, and of what that row leads to. */
  List<ProfileWrite> underSignIn(AppUser user, String formerSub) {
    RowKey.OfSignIn key = new RowKey.OfSignIn(formerSub);
    List<ProfileWrite> removals = new ArrayList<>();
    rows.get(key)
        .map(SignInProfile::profile)
        .filter(former -> former.uuid().equals(user.uuid()))
        .ifPresent(former -> {
          underHandle(user, former).ifPresent(removals::add);
          removals.add(new ProfileWrite.Delete(new ProfileRow(key, former)));
        });
    return removals;
  }
}
