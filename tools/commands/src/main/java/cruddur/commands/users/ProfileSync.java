package cruddur.commands.users;

import static java.util.stream.Collectors.groupingBy;

import cruddur.commands.users.SignInPlan.Conflict;
import cruddur.messaging.port.PutCondition;
import cruddur.messaging.port.Rows;
import cruddur.messaging.port.row.HandleRow;
import cruddur.messaging.port.row.RowKey;
import cruddur.messaging.port.row.SignInProfile;
import cruddur.messaging.port.row.UserProfile;
import cruddur.toolkit.users.AppUser;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;
import java.util.stream.Stream;

/**
 * Makes the profile rows in DynamoDB say of every user what Postgres says: under his handle, and
 * under his sign-in if he has one. What Postgres does not know, such as the profile of somebody who
 * signed up with this service, is another's and stays as it is.
 *
 * <p>A user's row under his sign-in is written last: until then it tells which handle he had, whose
 * row has to go. So a run that is cut short is made up for by the next.
 */
final class ProfileSync {

  /** Users that are looked at at once: most of the time is waiting for responses. */
  private static final int AT_ONCE = 8;

  /** A row that changes between reading and writing is read again. */
  private static final int MOST_ATTEMPTS = 3;

  private final ProfileTable table;
  private final Rows rows;
  private final StaleProfiles stale;
  private final List<AppUser> users;
  private final Clock clock;
  private final boolean isDryRun;
  private final Map<String, AppUser> byUuid;
  private final Map<RowKey.OfHandle, List<AppUser>> byHandle;
  private final Map<Optional<String>, List<AppUser>> bySignIn;

  /**
   * A synchronisation.
   *
   * @param users all that Postgres has
   * @param isDryRun whether to say what would be written, and write nothing
   */
  ProfileSync(ProfileTable table, List<AppUser> users, Clock clock, boolean isDryRun) {
    this.table = table;
    this.rows = table.rows();
    this.stale = new StaleProfiles(rows);
    this.users = users;
    this.clock = clock;
    this.isDryRun = isDryRun;
    byUuid = users.stream().collect(Collectors.toMap(AppUser::uuid, user -> user));
    byHandle = users.stream().collect(groupingBy(AppUser::handleKey));
    bySignIn = users.stream().collect(groupingBy(AppUser::signIn));
  }

  /**
   * How it ended for one user.
   *
   * @param writes that were made
   * @param doubt why nothing was written, if the rows are in doubt
   */
  record Outcome(List<ProfileWrite> writes, Optional<Conflict> doubt) {}

  /** Synchronises all, some at a time, as the outcomes are taken; in the order of the users. */
  Stream<Outcome> outcomes() {
    return users.stream().gather(Gatherers.mapConcurrent(AT_ONCE, this::synchronise));
  }

  /** Synchronises one of the users. */
  Outcome synchronise(AppUser user) {
    for (int attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
      Outcome planned = plan(user);
      if (isDryRun || planned.writes().stream().allMatch(table::write)) {
        return planned;
      }
    }
    return doubtful(user, "its rows change while they are written: run it again");
  }

  private Outcome plan(AppUser user) {
    if (byHandle.get(user.handleKey()).size() > 1) {
      return doubtful(user, "several rows of public.users have it");
    }
    if (user.signIn().isPresent() && bySignIn.get(user.signIn()).size() > 1) {
      return doubtful(user, "several rows of public.users have its sign-in");
    }
    Optional<HandleRow> underHandle = rows.get(user.handleKey());
    if (underHandle.isPresent()) {
      switch (underHandle.get()) {
        case HandleRow.Reserved reserved when !isOpen(reserved, user) -> {
          return doubtful(user, "a sign-up has reserved it until " + reserved.expiresAt());
        }
        case HandleRow.Owned(UserProfile owner) when isStranger(owner) -> {
          return doubtful(
              user, "it is that of %s, whom public.users does not have".formatted(owner.uuid()));
        }
        case HandleRow _ -> {}
      }
    }
    Optional<SignInProfile> underSignIn =
        user.signIn().flatMap(sub -> rows.get(new RowKey.OfSignIn(sub)));
    Optional<UserProfile> stranger =
        underSignIn.map(SignInProfile::profile).filter(this::isStranger);
    if (stranger.isPresent()) {
      return doubtful(
          user,
          "its sign-in is that of %s, whom public.users does not have"
              .formatted(stranger.get().uuid()));
    }
    return new Outcome(
        writes(user, underHandle.flatMap(ProfileRow::owner), underSignIn), Optional.empty());
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

  /** Who would have reserved the handle, if he did: a pool's generated user name is the subject. */
  private static String owner(AppUser user) {
    return user.signIn().orElse(user.uuid());
  }

  private boolean isStranger(UserProfile owner) {
    return !byUuid.containsKey(owner.uuid());
  }

  private static Outcome doubtful(AppUser user, String reason) {
    return new Outcome(List.of(), Optional.of(new Conflict(user.handle(), reason)));
  }
}
