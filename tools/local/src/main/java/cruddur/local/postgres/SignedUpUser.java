package cruddur.local.postgres;

import cruddur.messaging.port.row.UserProfile;
import cruddur.toolkit.sample.LocalUser;

/** A user of the local user pool, with the profile that the sign-up has written. */
public record SignedUpUser(LocalUser user, UserProfile profile) {}
