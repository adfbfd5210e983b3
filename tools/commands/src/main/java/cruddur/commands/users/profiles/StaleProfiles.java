package cruddur.commands.users.profiles;

import cruddur.messaging.port.Rows;
import cruddur.messaging.port.row.HandleRow;
import cruddur.messaging.port.row.RowKey;
import cruddur.messaging.port.row.SignInProfile;
import cruddur.messaging.port.row.UserProfile;
import cruddur.toolkit.users.AppUser;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the profile rows under a user's former handle or sign-in. */
public record StaleProfiles(Rows rows) {

  /** The removal of the row under a former handle, unless it belongs to another user now. */
  Optional<ProfileWrite> underHandle(AppUser user, UserProfile former) {
    RowKey.OfHandle key = HandleRow.keyOf(former.handle());
    if (!former.uuid().equals(user.uuid()) || key.equals(user.handleKey())) {
      return Optional.empty();
    }
    return rows.getReadable(key)
        .flatMap(ProfileRow::owner)
        .filter(owner -> owner.uuid().equals(user.uuid()))
        .map(owner -> new ProfileWrite.Delete(new ProfileRow(key, owner)));
  }

  /** The removal of the row under a former sign-in, and of the row under the handle it names. */
  public List<ProfileWrite> underSignIn(AppUser user, String formerSub) {
    RowKey.OfSignIn key = new RowKey.OfSignIn(formerSub);
    List<ProfileWrite> removals = new ArrayList<>();
    rows.getReadable(key)
        .map(SignInProfile::profile)
        .filter(former -> former.uuid().equals(user.uuid()))
        .ifPresent(former -> {
          underHandle(user, former).ifPresent(removals::add);
          removals.add(new ProfileWrite.Delete(new ProfileRow(key, former)));
        });
    return removals;
  }
}
