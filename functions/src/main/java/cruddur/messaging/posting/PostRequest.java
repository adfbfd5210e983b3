package cruddur.messaging.posting;

import cruddur.messaging.TextInput;
import cruddur.messaging.port.row.UserProfile;

/** A post as a client sent it, not yet validated. */
public sealed interface PostRequest {

  UserProfile sender();

  TextInput text();

  /** The idempotency key. */
  TextInput key();

  /** A post into an existing group. */
  record ToGroup(UserProfile sender, TextInput groupUuid, TextInput text, TextInput key)
      implements PostRequest {}

  /** A post to the owner of a handle. */
  record ToHandle(UserProfile sender, TextInput handle, TextInput text, TextInput key)
      implements PostRequest {}
}
