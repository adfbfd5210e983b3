package cruddur.messaging.users;

import cruddur.messaging.LruCache;
import cruddur.messaging.port.RowReader;
import cruddur.messaging.port.row.HandleRow;
import cruddur.messaging.port.row.RowKey;
import cruddur.messaging.port.row.SignInProfile;
import cruddur.messaging.port.row.UserProfile;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Finds profiles. Those of callers are cached: a new display name takes up to {@link #CACHED_FOR}.
 */
public final class Profiles {

  public static final Duration CACHED_FOR = Duration.ofMinutes(5);

  /** Sign-up allows 30 characters; handles of Cruddur's Flask app may be longer, up to this. */
  private static final int MAX_HANDLE_LENGTH = 256;

  private static final int MAX_CACHED = 10_000;

  private record CachedProfile(UserProfile profile, Instant readAt) {}

  private final RowReader rows;
  private final InstantSource clock;
  private final LruCache<String, CachedProfile> cached = new LruCache<>(MAX_CACHED);

  public Profiles(RowReader rows, InstantSource clock) {
    this.rows = rows;
    this.clock = clock;
  }

  /** The profile of a sign-in, the {@code sub} of an access token. At most one request. */
  public Optional<UserProfile> bySignIn(String sub) {
    Instant now = clock.instant();
    Optional<UserProfile> fresh =
        cached
            .get(sub)
            .filter(entry -> now.isBefore(entry.readAt().plus(CACHED_FOR)))
            .map(CachedProfile::profile);
    if (fresh.isPresent()) {
      return fresh;
    }
    Optional<UserProfile> read =
        rows.getReadable(new RowKey.OfSignIn(sub)).map(SignInProfile::profile);
    read.ifPresent(profile -> cached.put(sub, new CachedProfile(profile, now)));
    return read;
  }

  /**
   * The owner of a handle in any case, without {@code @}. A reserved handle has none yet, and a
   * malformed row has none either.
   */
  public Optional<UserProfile> byHandle(String handle) {
    if (handle.isBlank() || handle.length() > MAX_HANDLE_LENGTH) {
      return Optional.empty();
    }
    return rows.getReadable(HandleRow.keyOf(handle))
        .flatMap(row ->
            switch (row) {
              case HandleRow.Owned(UserProfile profile) -> Optional.of(profile);
              case HandleRow.Reserved _ -> Optional.empty();
            });
  }
}
