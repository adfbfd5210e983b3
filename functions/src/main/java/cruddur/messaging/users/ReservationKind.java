package cruddur.messaging.users;

import cruddur.messaging.Sha256;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** Who reserves a handle, and for how long. See docs/design.md, "Sign-up". */
public enum ReservationKind {
  /** Users who sign up themselves. Their email address is not verified yet. */
  SIGN_UP(Duration.ofMinutes(30)),
  /** As long as the temporary password of an invited user is valid, as in the template. */
  INVITATION(Duration.ofDays(7));

  private final Duration duration;

  ReservationKind(Duration duration) {
    this.duration = duration;
  }

  public Duration duration() {
    return duration;
  }

  /**
   * Returns the digest of an email address, in any case; empty for a blank address. The digests of
   * one address differ by kind, so that a sign-up never takes over an invitation.
   */
  public Optional<String> emailDigest(String email) {
    String normalized = email.strip().toLowerCase(Locale.ROOT);
    return normalized.isEmpty()
        ? Optional.empty()
        : Optional.of(Sha256.ofParts("email", name(), normalized));
  }
}
