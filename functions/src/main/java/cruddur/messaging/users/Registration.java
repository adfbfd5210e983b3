package cruddur.messaging.users;

import cruddur.messaging.TransactionRetrier;
import cruddur.messaging.UuidGenerator;
import cruddur.messaging.port.PutCondition;
import cruddur.messaging.port.PutOutcome;
import cruddur.messaging.port.Rows;
import cruddur.messaging.port.TransactionOutcome;
import cruddur.messaging.port.row.HandleRow;
import cruddur.messaging.port.row.Row;
import cruddur.messaging.port.row.RowKey;
import cruddur.messaging.port.row.SignInProfile;
import cruddur.messaging.port.row.UserProfile;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.regex.Pattern;

/** Sign-up: reserves a handle, then creates the profile. Every step is idempotent. */
public final class Registration {

  public static final Duration RESERVED_FOR_SIGN_UP = Duration.ofHours(24);

  /** As long as the temporary password of an invited user is valid, as in the template. */
  public static final Duration RESERVED_FOR_INVITATION = Duration.ofDays(7);

  private static final Pattern HANDLE = Pattern.compile("[a-z0-9_]{1,30}");

  /** Whether a handle is the user's. Logged by name as the {@code outcome} of RegisterUser. */
  public enum HandleState {
    /** The user owns it, or has reserved it. */
    HELD,
    /** Another user owns it, or has reserved it. */
    TAKEN,
    /** It is not 1 to 30 characters of a to z, 0 to 9 and _. */
    UNUSABLE,
    /** It was not reserved, because the display name is too long. */
    NAME_TOO_LONG
  }

  /** A user who signs up: the name in the user pool, and the subject of the access tokens. */
  public record Registrant(String userName, String sub, String handle, String displayName) {}

  private final Rows rows;
  private final TransactionRetrier transactions;
  private final InstantSource clock;
  private final UuidGenerator ids;

  public Registration(
      Rows rows, TransactionRetrier transactions, InstantSource clock, UuidGenerator ids) {
    this.rows = rows;
    this.transactions = transactions;
    this.clock = clock;
    this.ids = ids;
  }

  /** Reserves a handle for a user of the user pool. One request. */
  public HandleState reserve(String userName, String handle, Duration duration) {
    if (!HANDLE.matcher(handle).matches()) {
      return HandleState.UNUSABLE;
    }
    Instant now = clock.instant();
    HandleRow reservation = new HandleRow.Reserved(handle, userName, now.plus(duration));
    return switch (rows.put(reservation, new PutCondition.HandleIsOpenTo(userName, now))) {
      case PutOutcome.Written() -> HandleState.HELD;
      case PutOutcome.Refused _ -> HandleState.TAKEN;
    };
  }

  /** Creates the profile of a confirmed user, or repairs its handle row. */
  public HandleState complete(Registrant registrant) {
    Optional<UserProfile> existing =
        rows.get(new RowKey.OfSignIn(registrant.sub())).map(SignInProfile::profile);
    if (existing.isPresent()) {
      return repairHandle(registrant, existing.get());
    }
    if (!HANDLE.matcher(registrant.handle()).matches()) {
      return HandleState.UNUSABLE;
    }
    return create(registrant);
  }

  private HandleState create(Registrant registrant) {
    UserProfile profile =
        new UserProfile(ids.next(), registrant.handle(), registrant.displayName());
    var puts = ProfileRows.created(registrant.sub(), profile, openTo(registrant));
    return switch (transactions.transact(puts)) {
      case TransactionOutcome.Committed() -> HandleState.HELD;
      // A profile of the same sign-in comes from a repeated trigger or a lost response.
      case TransactionOutcome.Refused refused ->
          refused.at(new RowKey.OfSignIn(registrant.sub())).isPresent()
              ? HandleState.HELD
              : HandleState.TAKEN;
    };
  }

  private HandleState repairHandle(Registrant registrant, UserProfile profile) {
    Optional<HandleRow> found = rows.get(HandleRow.keyOf(profile.handle()));
    if (found.filter(row -> isOwner(profile, row)).isPresent()) {
      return HandleState.HELD;
    }
    return switch (rows.put(new HandleRow.Owned(profile), openTo(registrant))) {
      case PutOutcome.Written() -> HandleState.HELD;
      case PutOutcome.Refused(Row row) ->
          isOwner(profile, row) ? HandleState.HELD : HandleState.TAKEN;
    };
  }

  private static boolean isOwner(UserProfile profile, Row row) {
    return row instanceof HandleRow.Owned(UserProfile owner) && owner.uuid().equals(profile.uuid());
  }

  private PutCondition openTo(Registrant registrant) {
    return new PutCondition.HandleIsOpenTo(registrant.userName(), clock.instant());
  }
}
