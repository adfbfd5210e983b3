package cruddur.messaging;

import java.util.UUID;

/** Where new uuids come from. */
@FunctionalInterface
public interface UuidGenerator {

  /** Random uuids, from a source that is safe to keep across a SnapStart snapshot. */
  UuidGenerator RANDOM = () -> UUID.randomUUID().toString();

  /** A new uuid, in lower case. */
  String next();
}
