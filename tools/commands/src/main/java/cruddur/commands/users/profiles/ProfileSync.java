package cruddur.commands.users.profiles;

import static java.util.stream.Collectors.groupingBy;

import cruddur.commands.users.profiles.SignInPlan.Conflict;
import cruddur.messaging.port.PutCondition;
import cruddur.messaging.port.RequestRejectedException;
import cruddur.messaging.port.Rows;
import cruddur.messaging.port.row.HandleRow;
import cruddur.messaging.port.row.RowKey;
import cruddur.messaging.port.row.SignInProfile;
import cruddur.messaging.port.row.UnreadableRowException;
import cruddur.messaging.port.row.UserProfile;
import cruddur.toolkit.users.AppUser;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;
import java.util.stream.Stream;

/**
 * Copies the profile of every user in Postgres to DynamoDB: to the row under the handle, and to the
 * row under the sign-in if the user has one. Profiles of users who are not in Postgres, such as
 * those who signed up with this service, are not changed.
 *
 * <p>The row under the sign-in is written last: until then it holds the former handle, whose row
 * must be deleted. So the next run completes an interrupted one.
 */
public final class ProfileSync {

  /** Users that are synchronized concurrently; most of the time is waiting for responses. */
  private static final int CONCURRENCY = 8;

  /** A row that changes between the read and the write is read again. */
  private static final int MAX_ATTEMPTS = 3;

  private final ProfileTable table;
  private final Rows rows;
  private final StaleProfiles stale;
  private final List<AppUser> users;
  private final InstantSource clock;
  private final boolean isDryRun;
  private final Map<String, AppUser> byUuid;
  private final Map<RowKey.OfHandle, List<AppUser>> byHandle;
  private final Map<Optional<String>, List<AppUser>> bySignIn;

  /**
   * Creates a synchronization.
   *
   * @param users all users in Postgres
   * @param isDryRun whether to compute the writes without making them
   */
  public ProfileSync(
      ProfileTable table, List<AppUser> users, InstantSource clock, boolean isDryRun) {
    this.table = table;
    this.rows = table.rows();
    this.stale = new StaleProfiles(rows);
    this.users = users;
    this.clock = clock;
    this.isDryRun = isDryRun;
    byUuid = users.stream().collect(Collectors.toMap(AppUser::uuid, user -> user, (one, _) -> one));
    byHandle = users.stream().collect(groupingBy(AppUser::handleKey));
    bySignIn = users.stream().collect(groupingBy(AppUser::signIn));
  }

  /**
   * The outcome for one user.
   *
   * @param writes the writes that were made, or would be made
   * @param conflict the reason why nothing was written, if any
   */
  public record Outcome(AppUser user, List<ProfileWrite> writes, Optional<Conflict> conflict) {}

  /**
   * Synchronizes all users lazily, some concurrently; the outcomes are in the order of the users.
   */
  public Stream<Outcome> outcomes() {
    return users.stream().gather(Gatherers.mapConcurrent(CONCURRENCY, this::synchronize));
  }

  /** Synchronizes one of the users. A user whose rows are impossible is a conflict. */
  public Outcome synchronize(AppUser user) {
    try {
      return attempt(user);
    } catch (UnreadableRowException e) {
      return conflict(user, e.getMessage());
    } catch (RequestRejectedException e) {
      return conflict(user, "DynamoDB rejects its rows, such as a handle of more than 2 KB");
    }
  }

  private Outcome attempt(AppUser user) {
    for (int attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
      Outcome planned = plan(user);
      if (isDryRun || planned.writes().stream().allMatch(table::write)) {
        return planned;
      }
    }
    return conflict(user, "its rows changed during the write: run the command again");
  }

  private Outcome plan(AppUser user) {
    if (user.handle().isBlank() || user.uuid().isBlank()) {
      return conflict(user, "it has no handle or no uuid in public.users");
    }
    if (byHandle.get(user.handleKey()).size() > 1) {
      return conflict(user, "several rows of public.users have this handle");
    }
    if (user.signIn().isPresent() && bySignIn.get(user.signIn()).size() > 1) {
      return conflict(user, "several rows of public.users have its sign-in");
    }
    Optional<HandleRow> underHandle = rows.get(user.handleKey());
    if (underHandle.isPresent()) {
      switch (underHandle.get()) {
        case HandleRow.Reserved reserved when !isOpen(reserved, user) -> {
          return conflict(user, "a sign-up has reserved the handle until " + reserved.expiresAt());
        }
        case HandleRow.Owned(UserProfile owner) when isUnknown(owner) -> {
          return conflict(
              user,
              "the handle belongs to user %s, who is not in public.users".formatted(owner.uuid()));
        }
        case HandleRow _ -> {}
      }
    }
    Optional<SignInProfile> underSignIn =
        user.signIn().flatMap(sub -> rows.get(new RowKey.OfSignIn(sub)));
    Optional<UserProfile> unknown = underSignIn.map(SignInProfile::profile).filter(this::isUnknown);
    if (unknown.isPresent()) {
      return conflict(
          user,
          "its sign-in belongs to user %s, who is not in public.users"
              .formatted(unknown.get().uuid()));
    }
    return new Outcome(
        user, writes(user, underHandle.flatMap(ProfileRow::owner), underSignIn), Optional.empty());
  }

  private List<ProfileWrite> writes(
      AppUser user, Optional<UserProfile> underHandle, Optional<SignInProfile> underSignIn) {
    List<ProfileWrite> writes = new ArrayList<>();
    UserProfile profile = user.profile();
    if (underHandle.isEmpty()) {
      writes.add(
          new ProfileWrite.Put(
              new HandleRow.Owned(profile),
              new PutCondition.HandleIsOpenTo(owner(user), clock.instant())));
    } else if (!underHandle.get().equals(profile)) {
      writes.add(
          new ProfileWrite.Replace(new ProfileRow(user.handleKey(), underHandle.get()), profile));
    }
    user.signIn()
        .ifPresent(sub -> {
          if (underSignIn.isEmpty()) {
            writes.add(
                new ProfileWrite.Put(
                    new SignInProfile(sub, profile), new PutCondition.KeyIsFree()));
          } else if (!underSignIn.get().profile().equals(profile)) {
            UserProfile former = underSignIn.get().profile();
            stale.underHandle(user, former).ifPresent(writes::add);
            writes.add(
                new ProfileWrite.Replace(new ProfileRow(underSignIn.get().key(), former), profile));
          }
        });
    return writes;
  }

  private boolean isOpen(HandleRow.Reserved reserved, AppUser user) {
    return reserved.owner().equals(owner(user)) || !reserved.expiresAt().isAfter(clock.instant());
  }

  /**
   * The owner of a reservation by this user: user names in the pool are generated, equal to the
   * sub.
   */
  private static String owner(AppUser user) {
    return user.signIn().orElse(user.uuid());
  }

  private boolean isUnknown(UserProfile owner) {
    return !byUuid.containsKey(owner.uuid());
  }

  private static Outcome conflict(AppUser user, String reason) {
    return new Outcome(user, List.of(), Optional.of(new Conflict(user.handle(), reason)));
  }
}
