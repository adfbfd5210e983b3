package cruddur.toolkit.users;

import cruddur.messaging.port.row.HandleRow;
import cruddur.messaging.port.row.RowKey;
import cruddur.messaging.port.row.UserProfile;
import java.util.Optional;

/**
 * A user as Postgres has him.
 *
 * @param profile what this service shows of him
 * @param cognitoUserId what the column holds, be it a sign-in or not
 */
public record AppUser(UserProfile profile, Optional<String> cognitoUserId) {

  /** What the source's seed wrote in place of a sign-in, for every user. */
  private static final String NO_SIGN_IN = "MOCK";

  /** The subject of his sign-in, if he has one. */
  public Optional<String> signIn() {
    return cognitoUserId.filter(id -> !id.isBlank() && !id.equals(NO_SIGN_IN));
  }

  public String uuid() {
    return profile.uuid();
  }

  public String handle() {
    return profile.handle();
  }

  /** Where his handle is looked up: two handles that differ in case alone are one. */
  public RowKey.OfHandle handleKey() {
    return HandleRow.keyOf(handle());
  }

  /** The same user with another sign-in, or with none. */
  public AppUser with(Optional<String> signIn) {
    return new AppUser(profile, signIn);
  }
}
