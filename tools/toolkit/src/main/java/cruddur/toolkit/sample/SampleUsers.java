package cruddur.toolkit.sample;

import cruddur.messaging.port.row.UserProfile;
import java.util.List;

/** The sample users. */
public final class SampleUsers {

  public static final LocalUser INES = user("ines_v", "Inês Valmar");
  public static final LocalUser TAREK = user("tarek_o", "Tarek Odeh");
  public static final LocalUser MEI = user("mei_l", "Mei Lindqvist");

  /** A user without conversations. */
  public static final LocalUser NOOR = user("noor_k", "Noor Kestrel");

  public static final List<LocalUser> ALL = List.of(INES, TAREK, MEI, NOOR);

  private SampleUsers() {}

  /** The profile of a sample user. */
  public static UserProfile profile(LocalUser user) {
    return new UserProfile(
        SampleUuids.of("profile of " + user.handle()), user.handle(), user.displayName());
  }

  private static LocalUser user(String handle, String displayName) {
    return new LocalUser(
        SampleUuids.of("user " + handle), handle, displayName, handle + "@example.com");
  }
}
