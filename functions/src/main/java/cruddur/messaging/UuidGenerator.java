package cruddur.messaging;

import java.util.UUID;

/** Generates UUIDs for new rows. */
@FunctionalInterface
public interface UuidGenerator {

  /** Random UUIDs. The random source is reseeded after a SnapStart snapshot. */
  UuidGenerator RANDOM = () -> UUID.randomUUID().toString();

  String next();
}
