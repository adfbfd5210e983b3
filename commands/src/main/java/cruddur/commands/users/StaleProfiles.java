package cruddur.commands.users;

import cruddur.conversation.rows.HandleRow;
import cruddur.conversation.rows.RowKey;
import cruddur.conversation.rows.Rows;
import cruddur.conversation.rows.SignInProfile;
import cruddur.conversation.rows.UserProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds profile rows that a user has outlived: under a handle or a sign-in that was his. */
record StaleProfiles(Rows rows) {

  /** The removal of the row under a handle that the user had, unless it is another's by now. */
  Optional<ProfileWrite> underHandle(User user, UserProfile former) {
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
  List<ProfileWrite> underSignIn(User user, String formerSub) {
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
