package cruddur.messaging.port;

import java.time.Instant;

/** Every condition holds for a free key, so a refused put always has an existing row. */
public sealed interface PutCondition {

  record KeyIsFree() implements PutCondition {}

  record KeyIsFreeOrSameGroup(String groupUuid) implements PutCondition {}

  /** No row exists at the key, or one that expired at {@code now} or earlier. */
  record KeyIsFreeOrExpired(Instant now) implements PutCondition {}

  /** Free, reserved by this owner, or by a reservation that expired at {@code now} or earlier. */
  record HandleIsOpenTo(String owner, Instant now) implements PutCondition {}
}
