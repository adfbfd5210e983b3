package cruddur.messaging.posting;

import cruddur.messaging.TextInput;
import cruddur.messaging.port.row.UserProfile;

/** A post as a client sent it, not yet validated. */
public sealed interface PostRequest {

  UserProfile sender();

  TextInput text();

  TextInput key();

  record ToGroup(UserProfile sender, TextInput groupUuid, TextInput text, TextInput key)
      implements PostRequest {}

  record ToHandle(UserProfile sender, TextInput handle, TextInput text, TextInput key)
      implements PostRequest {}
}
