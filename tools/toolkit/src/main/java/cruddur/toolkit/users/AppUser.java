package cruddur.toolkit.users;

import cruddur.messaging.port.row.HandleRow;
import cruddur.messaging.port.row.RowKey;
import cruddur.messaging.port.row.UserProfile;
import java.util.Optional;

/**
 * A user in Postgres.
 *
 * @param profile the user's profile in this service
 * @param cognitoUserId the column's value, which need not be a sign-in
 * @param isNameCut whether the profile has only the beginning of the user's display name
 */
public record AppUser(UserProfile profile, Optional<String> cognitoUserId, boolean isNameCut) {

  /** A user whose profile has the whole display name. */
  public AppUser(UserProfile profile, Optional<String> cognitoUserId) {
    this(profile, cognitoUserId, false);
  }

  /** The seed of Cruddur's Flask app wrote this for every user. */
  private static final String NO_SIGN_IN = "MOCK";

  /** The subject of the user's sign-in; empty if they have none. */
  public Optional<String> signIn() {
    return cognitoUserId.filter(id -> !id.isBlank() && !id.equals(NO_SIGN_IN));
  }

  public String uuid() {
    return profile.uuid();
  }

  public String handle() {
    return profile.handle();
  }

  /** The key of the handle's row, which is the same for handles that differ only in case. */
  public RowKey.OfHandle handleKey() {
    return HandleRow.keyOf(handle());
  }

  /** The same user with another sign-in, or with none. */
  public AppUser with(Optional<String> signIn) {
    return new AppUser(profile, signIn, isNameCut);
  }
}
