package cruddur.messaging.users;

import cruddur.messaging.TransactionRetrier;
import cruddur.messaging.UuidGenerator;
import cruddur.messaging.port.ConditionalPut;
import cruddur.messaging.port.PutCondition;
import cruddur.messaging.port.PutOutcome;
import cruddur.messaging.port.Rows;
import cruddur.messaging.port.TransactionOutcome;
import cruddur.messaging.port.row.EmailReservation;
import cruddur.messaging.port.row.HandleRow;
import cruddur.messaging.port.row.Row;
import cruddur.messaging.port.row.RowKey;
import cruddur.messaging.port.row.SignInProfile;
import cruddur.messaging.port.row.UserProfile;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Sign-up: reserves a handle, then creates the profile. Every step is idempotent. See
 * docs/design.md, "Sign-up".
 */
public final class Registration {

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

  /**
   * A user who has no profile yet.
   *
   * @param userName the name in the user pool
   * @param email not verified; blank if there is none
   */
  public record Applicant(String userName, String email, String handle) {}

  /**
   * A user whose sign-up is confirmed.
   *
   * @param userName the name in the user pool
   * @param sub the subject of the access tokens
   * @param verifiedEmail empty if the user has not proved that it is theirs
   */
  public record Registrant(
      String userName,
      String sub,
      Optional<String> verifiedEmail,
      String handle,
      String displayName) {}

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

  /**
   * Reserves a handle. An earlier reservation by the same email address is void from then on. One
   * request, or three if the handle has a void reservation.
   */
  public HandleState reserve(ReservationKind kind, Applicant applicant) {
    if (!HANDLE.matcher(applicant.handle()).matches()) {
      return HandleState.UNUSABLE;
    }
    Instant now = clock.instant();
    Optional<String> email = kind.emailDigest(applicant.email());
    HandleRow.Reserved reservation =
        new HandleRow.Reserved(
            applicant.handle(), applicant.userName(), email, now.plus(kind.duration()));
    TransactionOutcome outcome =
        transact(
            reservation.key(),
            new PutCondition.HandleIsOpenTo(applicant.userName(), email, now),
            condition -> reservationPuts(reservation, condition));
    return outcome instanceof TransactionOutcome.Committed ? HandleState.HELD : HandleState.TAKEN;
  }

  private static List<ConditionalPut> reservationPuts(
      HandleRow.Reserved reservation, PutCondition condition) {
    List<ConditionalPut> puts = new ArrayList<>();
    puts.add(new ConditionalPut(reservation, condition));
    reservation
        .emailDigest()
        .map(email -> new EmailReservation(email, reservation.handle(), reservation.expiresAt()))
        .ifPresent(latest -> puts.add(new ConditionalPut(latest, new PutCondition.None())));
    return puts;
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
    TransactionOutcome.Settled outcome =
        transact(
            HandleRow.keyOf(profile.handle()),
            openTo(registrant),
            condition -> ProfileRows.created(registrant.sub(), profile, condition));
    return switch (outcome) {
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

  private PutCondition.HandleIsOpenTo openTo(Registrant registrant) {
    return new PutCondition.HandleIsOpenTo(
        registrant.userName(),
        registrant.verifiedEmail().flatMap(ReservationKind.SIGN_UP::emailDigest),
        clock.instant());
  }

  /**
   * Puts rows, one of them at a handle's key, and replaces a void reservation of the handle.
   *
   * @param puts makes the puts for a condition of the handle
   */
  private TransactionOutcome.Settled transact(
      RowKey.OfHandle handle,
      PutCondition.HandleIsOpenTo openTo,
      Function<PutCondition, List<ConditionalPut>> puts) {
    TransactionOutcome.Settled outcome = transactions.transact(puts.apply(openTo));
    if (outcome instanceof TransactionOutcome.Refused refused
        && refused.existing().get(handle) instanceof HandleRow.Reserved reserved
        && isVoid(reserved)) {
      return transactions.transact(puts.apply(new PutCondition.HandleIsReservedAs(reserved)));
    }
    return outcome;
  }

  /** Whether the email address has reserved another handle since. */
  private boolean isVoid(HandleRow.Reserved reserved) {
    return reserved
        .emailDigest()
        .flatMap(email -> rows.getReadable(new RowKey.OfEmail(email)))
        .filter(latest -> !latest.handle().equals(reserved.handle()))
        .isPresent();
  }
}
