package cruddur.messaging.users;

import cruddur.messaging.LruCache;
import cruddur.messaging.port.Rows;
import cruddur.messaging.port.row.HandleRow;
import cruddur.messaging.port.row.RowKey;
import cruddur.messaging.port.row.SignInProfile;
import cruddur.messaging.port.row.UserProfile;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Who is who. A profile found by its sign-in is kept for {@link #KEPT_FOR}, so that a warm request
 * needs no read for it; a changed display name shows in new messages after that long.
 */
public final class Profiles {

  /** How long a caller's profile is taken as read. */
  public static final Duration KEPT_FOR = Duration.ofMinutes(5);

  /**
   * Handles at sign-up have 30 characters; the source's are looked up as they are. Beyond this none
   * is.
   */
  private static final int LONGEST_HANDLE = 256;

  private static final int MOST_KEPT = 10_000;

  private record Kept(UserProfile profile, Instant readAt) {}

  private final Rows rows;
  private final Clock clock;
  private final LruCache<String, Kept> kept = new LruCache<>(MOST_KEPT);

  public Profiles(Rows rows, Clock clock) {
    this.rows = rows;
    this.clock = clock;
  }

  /** The profile of a sign-in; at most one request. */
  public Optional<UserProfile> bySignIn(String sub) {
    Instant now = clock.instant();
    Optional<Kept> known =
        kept.get(sub).filter(entry -> now.isBefore(entry.readAt().plus(KEPT_FOR)));
    if (known.isPresent()) {
      return known.map(Kept::profile);
    }
    Optional<UserProfile> read = rows.get(new RowKey.OfSignIn(sub)).map(SignInProfile::profile);
    read.ifPresent(profile -> kept.put(sub, new Kept(profile, now)));
    return read;
  }

  /**
   * The owner of a handle, given without its {@code @}, in any case; a handle that is only reserved
   * has none yet.
   */
  public Optional<UserProfile> byHandle(String handle) {
    if (handle.isBlank() || handle.length() > LONGEST_HANDLE) {
      return Optional.empty();
    }
    return rows.get(HandleRow.keyOf(handle))
        .flatMap(row ->
            switch (row) {
              case HandleRow.Owned(UserProfile profile) -> Optional.of(profile);
              case HandleRow.Reserved reserved -> Optional.empty();
            });
  }
}
