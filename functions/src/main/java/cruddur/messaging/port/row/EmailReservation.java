package cruddur.messaging.port.row;

import java.time.Instant;

/**
 * The handle that an email address reserved last. Earlier reservations of the address are void.
 *
 * @param emailDigest the digest of the address, never the address itself
 * @param expiresAt whole seconds
 */
public record EmailReservation(String emailDigest, String handle, Instant expiresAt)
    implements Row {

  @Override
  public RowKey.OfEmail key() {
    return new RowKey.OfEmail(emailDigest);
  }
}
