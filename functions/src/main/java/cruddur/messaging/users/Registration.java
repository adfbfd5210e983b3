package cruddur.messaging.users;

import cruddur.messaging.TransactionRetrier;
import cruddur.messaging.UuidGenerator;
import cruddur.messaging.port.ConditionalPut;
import cruddur.messaging.port.PutCondition;
import cruddur.messaging.port.PutOutcome;
import cruddur.messaging.port.Rows;
import cruddur.messaging.port.TransactionOutcome;
import cruddur.messaging.port.row.HandleRow;
import cruddur.messaging.port.row.Row;
import cruddur.messaging.port.row.RowKey;
import cruddur.messaging.port.row.SignInProfile;
import cruddur.messaging.port.row.UserProfile;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Sign-up: a handle is reserved, then the reservation becomes the profile. Every step may be
 * repeated and changes nothing the second time; none ever touches what belongs to another.
 */
public final class Registration {

  /** How long an unconfirmed sign-up keeps its handle. */
  public static final Duration RESERVED_FOR_SIGN_UP = Duration.ofHours(24);

  /**
   * How long the handle waits for a user whom an administrator has made: as long as his temporary
   * password holds, which the template's user pool says.
   */
  public static final Duration RESERVED_FOR_INVITATION = Duration.ofDays(7);

  private static final Pattern HANDLE = Pattern.compile("[a-z0-9_]{1,30}");

  /** How a handle was found. */
  public enum HandleState {
    /** It is the asker's now. */
    HELD,
    /** Another has it, or has reserved it. */
    TAKEN,
    /** It is not 1 to 30 of a to z, 0 to 9 and _. */
    UNUSABLE
  }

  /**
   * Who signs up.
   *
   * @param userName his name in the user pool, from the first trigger to the last
   * @param sub the subject of his tokens
   */
  public record Registrant(String userName, String sub, String handle, String displayName) {}

  private final Rows rows;
  private final TransactionRetrier transactions;
  private final Clock clock;
  private final UuidGenerator ids;

  public Registration(Rows rows, TransactionRetrier transactions, Clock clock, UuidGenerator ids) {
    this.rows = rows;
    this.transactions = transactions;
    this.clock = clock;
    this.ids = ids;
  }

  /** Reserves a handle for some time. One request. */
  public HandleState reserve(String userName, String handle, Duration time) {
    if (!HANDLE.matcher(handle).matches()) {
      return HandleState.UNUSABLE;
    }
    Instant now = clock.instant();
    HandleRow reservation = new HandleRow.Reserved(handle, userName, now.plus(time));
    return switch (rows.put(reservation, new PutCondition.HandleIsOpenTo(userName, now))) {
      case PutOutcome.Written() -> HandleState.HELD;
      case PutOutcome.Refused refused -> HandleState.TAKEN;
    };
  }

  /**
   * Makes the profile of a confirmed user, under a new uuid, or whatever of it is missing.
   *
   * @return {@link HandleState#HELD} when sign-in and handle have the profile
   */
  public HandleState complete(Registrant registrant) {
    Optional<UserProfile> standing =
        rows.get(new RowKey.OfSignIn(registrant.sub())).map(SignInProfile::profile);
    if (standing.isPresent()) {
      return repairHandle(registrant, standing.get());
    }
    if (!HANDLE.matcher(registrant.handle()).matches()) {
      return HandleState.UNUSABLE;
    }
    return create(registrant);
  }

  private HandleState create(Registrant registrant) {
    UserProfile profile =
        new UserProfile(ids.next(), registrant.handle(), registrant.displayName());
    List<ConditionalPut> both =
        List.of(
            new ConditionalPut(
                new SignInProfile(registrant.sub(), profile), new PutCondition.KeyIsFree()),
            new ConditionalPut(new HandleRow.Owned(profile), openTo(registrant)));
    return switch (transactions.transact(both)) {
      case TransactionOutcome.Committed() -> HandleState.HELD;
      // A profile at the sign-in is this user's own, from a trigger sent twice or a response that
      // was lost.
      case TransactionOutcome.Refused refused ->
          refused.at(new RowKey.OfSignIn(registrant.sub())).isPresent()
              ? HandleState.HELD
              : HandleState.TAKEN;
    };
  }

  private HandleState repairHandle(Registrant registrant, UserProfile profile) {
    Optional<HandleRow> found = rows.get(HandleRow.keyOf(profile.handle()));
    if (found.filter(row -> isOf(profile, row)).isPresent()) {
      return HandleState.HELD;
    }
    return switch (rows.put(new HandleRow.Owned(profile), openTo(registrant))) {
      case PutOutcome.Written() -> HandleState.HELD;
      case PutOutcome.Refused(Row row) -> isOf(profile, row) ? HandleState.HELD : HandleState.TAKEN;
    };
  }

  private static boolean isOf(UserProfile profile, Row row) {
    return row instanceof HandleRow.Owned(UserProfile owner) && owner.uuid().equals(profile.uuid());
  }

  private PutCondition openTo(Registrant registrant) {
    return new PutCondition.HandleIsOpenTo(registrant.userName(), clock.instant());
  }
}
