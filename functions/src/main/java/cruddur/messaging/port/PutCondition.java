package cruddur.messaging.port;

import java.time.Instant;

/**
 * The condition of a put. Every condition holds if no row exists at the key, so a refused put
 * always has an existing row.
 */
public sealed interface PutCondition {

  /** No row exists at the key. */
  record KeyIsFree() implements PutCondition {}

  /** No row exists at the key, or one of this group. */
  record KeyIsFreeOrOfGroup(String groupUuid) implements PutCondition {}

  /** No row exists at the key, or one that expired at {@code now} or earlier. */
  record KeyIsFreeOrExpired(Instant now) implements PutCondition {}

  /**
   * No row exists for the handle, or a reservation of this owner, or a reservation that expired at
   * {@code now} or earlier.
   */
  record HandleIsOpenTo(String owner, Instant now) implements PutCondition {}
}
