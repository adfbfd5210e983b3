package cruddur.conversation;

import java.util.UUID;

/** Where new uuids come from. */
@FunctionalInterface
public interface Ids {

  /** Random uuids, from a source that is safe to keep across a SnapStart snapshot. */
  Ids RANDOM = () -> UUID.randomUUID().toString();

  /** A new uuid, in lower case. */
  String next();
}
