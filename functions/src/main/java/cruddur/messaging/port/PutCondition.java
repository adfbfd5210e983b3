package cruddur.messaging.port;

import cruddur.messaging.port.row.HandleRow;
import java.time.Instant;
import java.util.Optional;

/** Every condition holds for a free key, so a refused put always has an existing row. */
public sealed interface PutCondition {

  /** Always holds. */
  record None() implements PutCondition {}

  record KeyIsFree() implements PutCondition {}

  record KeyIsFreeOrSameGroup(String groupUuid) implements PutCondition {}

  /** No row exists at the key, or one that expired at {@code now} or earlier. */
  record KeyIsFreeOrExpired(Instant now) implements PutCondition {}

  /**
   * Free, or a reservation by this owner, by this email address, or that expired at {@code now} or
   * earlier.
   *
   * @param emailDigest as in {@link HandleRow.Reserved}
   */
  record HandleIsOpenTo(String owner, Optional<String> emailDigest, Instant now)
      implements PutCondition {

    /** Without regard to the email address. */
    public HandleIsOpenTo(String owner, Instant now) {
      this(owner, Optional.empty(), now);
    }
  }

  /** Free, or the same reservation as when it was read. */
  record HandleIsReservedAs(HandleRow.Reserved seen) implements PutCondition {}
}
