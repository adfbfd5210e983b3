package cruddur.commands.users.signins;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cruddur.commands.users.profiles.SignInPlan;
import cruddur.commands.users.profiles.SignInPlan.Change;
import cruddur.commands.users.profiles.SignInPlan.Conflict;
import cruddur.messaging.port.row.UserProfile;
import cruddur.toolkit.users.AppUser;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SignInPlannerTest {

  private static final Optional<String> NONE = Optional.empty();

  private static final AppUser OTTER = user("otter", null);
  private static final AppUser HERON = user("heron", "sub-heron");

  @Test
  void theUserWithTheHandleIsLinked() {
    SignInPlan plan = plan(List.of(pool("sub-otter", "otter")), OTTER);

    assertEquals(List.of(new Change(OTTER, NONE, Optional.of("sub-otter"))), plan.changes());
    assertEquals(List.of(), plan.conflicts());
  }

  @Test
  void thePlaceholderOfTheLegacySeedIsNotASignIn() {
    AppUser seeded = user("otter", "MOCK");
    AppUser alsoSeeded = user("heron", "MOCK");

    SignInPlan plan = plan(List.of(pool("sub-otter", "otter")), seeded, alsoSeeded);

    assertEquals(
        List.of(new Change(seeded, Optional.of("MOCK"), Optional.of("sub-otter"))), plan.changes());
  }

  @Test
  void aLinkedUserIsNotChanged() {
    SignInPlan plan = plan(List.of(pool("sub-heron", "heron")), OTTER, HERON);

    assertEquals(List.of(), plan.changes());
    assertEquals(1, plan.unchanged());
  }

  @Test
  void usersWithoutHandleAndUsersUnknownToPostgresAreCounted() {
    SignInPlan plan =
        plan(List.of(pool("sub-1", null), pool("sub-2", "newt"), pool("sub-3", "Otter")), OTTER);

    assertEquals(List.of(), plan.changes());
    assertEquals(List.of("sub-1"), plan.withoutHandle());
    assertEquals(List.of("newt", "Otter"), plan.missing());
  }

  @Test
  void aHandleOfTwoCognitoUsersIsAConflict() {
    List<PoolUser> both = List.of(pool("sub-2", "otter"), pool("sub-1", "OTTER"));

    SignInPlan plan = plan(both, OTTER);

    assertEquals(List.of(), plan.changes());
    assertEquals(
        List.of(
            new Conflict(
                "otter",
                "2 Cognito users have this handle (sub-1, sub-2): choose one with --rebind otter=SUB")),
        plan.conflicts());
  }

  @Test
  void anOverrideChoosesAmongCognitoUsers() {
    List<PoolUser> both = List.of(pool("sub-2", "otter"), pool("sub-1", "otter"));

    SignInPlan plan = plan(both, List.of("otter=sub-1"), OTTER);

    assertEquals(List.of(new Change(OTTER, NONE, Optional.of("sub-1"))), plan.changes());
  }

  @Test
  void takingAnothersHandleIsAConflict() {
    SignInPlan plan = plan(List.of(pool("sub-thief", "heron")), HERON);

    assertEquals(List.of(), plan.changes());
    assertEquals(
        List.of(
            new Conflict(
                "heron",
                "it has the sign-in sub-heron, not sub-thief: replace it with --rebind heron")),
        plan.conflicts());
  }

  @Test
  void aSignInOfAnotherUserIsAConflict() {
    SignInPlan plan = plan(List.of(pool("sub-heron", "otter")), OTTER, HERON);

    assertEquals(List.of(), plan.changes());
    assertEquals(
        List.of(
            new Conflict(
                "otter",
                "its sign-in sub-heron belongs to @heron in public.users: move it with --rebind otter")),
        plan.conflicts());
  }

  @Test
  void anOverrideMovesASignIn() {
    SignInPlan plan = plan(List.of(pool("sub-heron", "otter")), List.of("Otter"), OTTER, HERON);

    assertEquals(
        List.of(
            new Change(HERON, Optional.of("sub-heron"), NONE),
            new Change(OTTER, NONE, Optional.of("sub-heron"))),
        plan.changes());
    assertEquals(
        List.of(OTTER.with(Optional.of("sub-heron")), HERON.with(NONE)),
        plan.applyTo(List.of(OTTER, HERON)));
  }

  @Test
  void twoSignInsAreSwappedWithoutEverBeingInTwoRows() {
    AppUser otter = user("otter", "sub-otter");
    SignInPlan plan =
        plan(
            List.of(pool("sub-heron", "otter"), pool("sub-otter", "heron")),
            List.of("otter", "heron"),
            otter,
            HERON);

    assertEquals(
        List.of(
            new Change(otter, Optional.of("sub-otter"), NONE),
            new Change(HERON, Optional.of("sub-heron"), NONE),
            new Change(HERON, NONE, Optional.of("sub-otter")),
            new Change(otter, NONE, Optional.of("sub-heron"))),
        plan.changes());
    assertEquals(
        List.of(otter.with(Optional.of("sub-heron")), HERON.with(Optional.of("sub-otter"))),
        plan.applyTo(List.of(otter, HERON)));
  }

  @Test
  void aHandleInTwoRowsIsAConflict() {
    SignInPlan plan = plan(List.of(pool("sub-otter", "otter")), OTTER, user("Otter", null));

    assertEquals(List.of(), plan.changes());
    assertEquals(
        List.of(new Conflict("otter", "2 rows of public.users have this handle")),
        plan.conflicts());
  }

  private static SignInPlan plan(List<PoolUser> pool, AppUser... users) {
    return plan(pool, List.of(), users);
  }

  private static SignInPlan plan(List<PoolUser> pool, List<String> rebind, AppUser... users) {
    return new SignInPlanner(
            Arrays.asList(users), rebind.stream().map(HandleOverride::parse).toList())
        .plan(pool);
  }

  private static PoolUser pool(String sub, String handle) {
    return new PoolUser(sub, Optional.ofNullable(handle));
  }

  private static AppUser user(String handle, String cognitoUserId) {
    return new AppUser(
        new UserProfile("u-" + handle, handle, handle), Optional.ofNullable(cognitoUserId));
  }
}
