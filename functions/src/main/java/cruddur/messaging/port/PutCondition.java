package cruddur.messaging.port;

import java.time.Instant;

/**
 * What must hold for a row to be put. Every one of them holds where no row stands, so a refusal
 * always has a row to show.
 */
public sealed interface PutCondition {

  /** Nothing stands at the key. */
  record KeyIsFree() implements PutCondition {}

  /** Nothing stands at the key, or a row of this group. */
  record KeyIsFreeOrOfGroup(String groupUuid) implements PutCondition {}

  /** Nothing stands at the key, or a row that has expired: at {@code now} or earlier. */
  record KeyIsFreeOrExpired(Instant now) implements PutCondition {}

  /**
   * Nobody has the handle: no row, this owner's reservation, or one that has expired: it ends at
   * {@code now} or earlier.
   */
  record HandleIsOpenTo(String owner, Instant now) implements PutCondition {}
}
