package cruddur.messaging.users;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cruddur.messaging.TransactionRetrier;
import cruddur.messaging.port.MemoryRows;
import cruddur.messaging.port.ObservedRows;
import cruddur.messaging.port.row.HandleRow;
import cruddur.messaging.port.row.RowKey;
import cruddur.messaging.port.row.SignInProfile;
import cruddur.messaging.port.row.UserProfile;
import cruddur.messaging.users.Registration.Applicant;
import cruddur.messaging.users.Registration.HandleState;
import cruddur.messaging.users.Registration.Registrant;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Random sign-ups, confirmations and sign-ins of a few users, email addresses and handles, some of
 * which run between the requests of another.
 */
class SignUpInvariantsTest {

  private static final int SEEDS = 500;
  private static final int STEPS = 40;
  private static final List<String> HANDLES = List.of("river", "brook", "meadow");
  private static final List<String> EMAILS = List.of("a@example.com", "b@example.com", "");
  private static final int USERS = 6;

  @Test
  void aHandleHasAtMostOneOwnerForEver() {
    for (int seed = 0; seed < SEEDS; seed++) {
      World world = new World(seed);
      for (int step = 0; step < STEPS; step++) {
        world.act();
        world.checkOwners();
      }
      assertTrue(world.isReached(), "seed " + seed + " created no profile");
    }
  }

  @Test
  void anEmailAddressHoldsAtMostOneHandle() {
    int worldsWithOutdated = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      World world = new World(seed);
      for (int step = 0; step < STEPS; step++) {
        world.act();
        world.checkReservations();
      }
      worldsWithOutdated += world.foundOutdated ? 1 : 0;
    }
    assertTrue(worldsWithOutdated > SEEDS / 10, "only " + worldsWithOutdated);
  }

  /** One table, and the users of one pool. */
  private static final class World {

    private final Random random;
    private final String seed;
    private final MemoryRows table = new MemoryRows();
    private final ObservedRows rows = new ObservedRows(table, table);
    private final Registration registration;
    private final Map<String, String> owners = new HashMap<>();

    /** The handle that each email address has reserved last, by the digest of the address. */
    private final Map<String, String> latest = new HashMap<>();

    private Instant now = Instant.parse("2026-11-22T13:07:40Z");
    private int lastId;
    private boolean isNested;
    private boolean foundOutdated;
    private int strangers;

    World(int seed) {
      this.seed = "seed " + seed;
      random = new Random(seed);
      registration =
          new Registration(
              rows,
              new TransactionRetrier(rows, conflicts -> {}),
              () -> now,
              () -> "uuid-" + ++lastId);
      rows.intercept((_, request) -> interleave(request));
    }

    /** Another user may act before a request, or after it. */
    private Object interleave(Supplier<?> request) {
      if (!isNested && random.nextInt(4) == 0) {
        isNested = true;
        act();
        isNested = false;
      }
      return request.get();
    }

    void act() {
      int user = random.nextInt(USERS);
      String userName = "user-" + user;
      // The attribute of a user never changes.
      String handle = HANDLES.get(user % HANDLES.size());
      String email = EMAILS.get(random.nextInt(EMAILS.size()));
      switch (random.nextInt(4)) {
        case 0 -> now = now.plus(Duration.ofMinutes(random.nextInt(40)));
        case 1, 2 -> {
          ReservationKind kind =
              random.nextInt(4) == 0 ? ReservationKind.INVITATION : ReservationKind.SIGN_UP;
          HandleState state = registration.reserve(kind, new Applicant(userName, email, handle));
          if (state == HandleState.HELD) {
            kind.emailDigest(email).ifPresent(digest -> latest.put(digest, handle));
          }
        }
        default -> {
          Optional<String> verified = Optional.of(email).filter(_ -> random.nextBoolean());
          HandleState state =
              registration.complete(new Registrant(userName, userName, verified, handle, "Sample"));
          if (state == HandleState.HELD) {
            assertEquals(profile(userName), owner(handle), seed);
          }
        }
      }
    }

    void checkOwners() {
      for (String handle : HANDLES) {
        owner(handle)
            .map(UserProfile::uuid)
            .ifPresent(uuid -> assertEquals(owners.computeIfAbsent(handle, _ -> uuid), uuid, seed));
      }
      for (int user = 0; user < USERS; user++) {
        Optional<UserProfile> profile = profile("user-" + user);
        profile.ifPresent(existing -> assertEquals(profile, owner(existing.handle()), seed));
      }
    }

    /** A stranger can get a handle from its email address only if that reserved another since. */
    void checkReservations() {
      List<HandleRow.Reserved> valid = new ArrayList<>();
      List<HandleRow.Reserved> outdated = new ArrayList<>();
      for (String handle : HANDLES) {
        if (table.get(HandleRow.keyOf(handle)).orElse(null) instanceof HandleRow.Reserved reserved
            && reserved.emailDigest().isPresent()
            && reserved.expiresAt().isAfter(now)) {
          (isLatest(reserved) ? valid : outdated).add(reserved);
        }
      }
      Set<String> emails =
          valid.stream()
              .map(reserved -> reserved.emailDigest().orElseThrow())
              .collect(Collectors.toSet());
      assertEquals(valid.size(), emails.size(), seed);
      isNested = true;
      valid.forEach(reserved -> assertEquals(HandleState.TAKEN, reserveAsStranger(reserved), seed));
      outdated.forEach(
          reserved -> assertEquals(HandleState.HELD, reserveAsStranger(reserved), seed));
      isNested = false;
    }

    /** With a new name and address each time. */
    private HandleState reserveAsStranger(HandleRow.Reserved reserved) {
      String name = "stranger-" + ++strangers;
      String email = name + "@example.com";
      HandleState state =
          registration.reserve(
              ReservationKind.SIGN_UP, new Applicant(name, email, reserved.handle()));
      if (state == HandleState.HELD) {
        foundOutdated = true;
        ReservationKind.SIGN_UP
            .emailDigest(email)
            .ifPresent(digest -> latest.put(digest, reserved.handle()));
      }
      return state;
    }

    private boolean isLatest(HandleRow.Reserved reserved) {
      return reserved.handle().equals(latest.get(reserved.emailDigest().orElseThrow()));
    }

    boolean isReached() {
      return !owners.isEmpty();
    }

    private Optional<UserProfile> owner(String handle) {
      return table
          .get(HandleRow.keyOf(handle))
          .flatMap(row ->
              row instanceof HandleRow.Owned(UserProfile profile)
                  ? Optional.of(profile)
                  : Optional.empty());
    }

    private Optional<UserProfile> profile(String sub) {
      return table.get(new RowKey.OfSignIn(sub)).map(SignInProfile::profile);
    }
  }
}
