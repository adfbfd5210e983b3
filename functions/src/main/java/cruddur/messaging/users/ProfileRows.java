package cruddur.messaging.users;

import cruddur.messaging.port.ConditionalPut;
import cruddur.messaging.port.PutCondition;
import cruddur.messaging.port.row.HandleRow;
import cruddur.messaging.port.row.SignInProfile;
import cruddur.messaging.port.row.UserProfile;
import java.util.List;

/** The two rows of a profile: one found by sign-in, one by handle. */
public final class ProfileRows {

  private ProfileRows() {}

  /** Puts both rows of a new profile; the sign-in {@code sub} must have none yet. */
  public static List<ConditionalPut> created(
      String sub, UserProfile profile, PutCondition handleCondition) {
    return List.of(
        new ConditionalPut(new SignInProfile(sub, profile), new PutCondition.KeyIsFree()),
        new ConditionalPut(new HandleRow.Owned(profile), handleCondition));
  }
}
