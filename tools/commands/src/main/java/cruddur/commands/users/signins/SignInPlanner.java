package cruddur.commands.users.signins;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;

import cruddur.commands.users.profiles.SignInPlan;
import cruddur.commands.users.profiles.SignInPlan.Change;
import cruddur.commands.users.profiles.SignInPlan.Conflict;
import cruddur.messaging.port.row.HandleRow;
import cruddur.messaging.port.row.RowKey;
import cruddur.toolkit.users.AppUser;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Creates a {@link SignInPlan}. Handles are compared case-sensitively; two that differ only in case
 * are a conflict. A {@link HandleOverride} resolves a conflict.
 */
final class SignInPlanner {

  private final Map<RowKey.OfHandle, List<AppUser>> byHandle;
  private final Map<String, List<AppUser>> bySignIn;
  private final Map<String, HandleOverride> overrides = new HashMap<>();

  private final List<Change> removals = new ArrayList<>();
  private final Map<AppUser, String> links = new LinkedHashMap<>();
  private final List<String> missing = new ArrayList<>();
  private final List<Conflict> conflicts = new ArrayList<>();
  private int unchanged;

  SignInPlanner(List<AppUser> users, List<HandleOverride> overrides) {
    byHandle = users.stream().collect(groupingBy(AppUser::handleKey));
    bySignIn =
        users.stream()
            .filter(user -> user.signIn().isPresent())
            .collect(groupingBy(user -> user.signIn().orElseThrow()));
    overrides.forEach(each -> this.overrides.put(each.handle().toLowerCase(Locale.ROOT), each));
  }

  /** Creates the plan, ordered by handle. */
  SignInPlan plan(List<PoolUser> pool) {
    pool.stream()
        .filter(user -> user.handle().isPresent())
        .collect(groupingBy(user -> HandleRow.keyOf(user.handle().orElseThrow())))
        .entrySet()
        .stream()
        .sorted(Map.Entry.comparingByKey(Comparator.comparing(RowKey.OfHandle::handle)))
        .forEach(entry -> decide(entry.getKey(), entry.getValue()));
    List<String> withoutHandle =
        pool.stream().filter(user -> user.handle().isEmpty()).map(PoolUser::sub).sorted().toList();
    List<Change> updated = links.entrySet().stream().map(this::change).toList();
    List<Change> changes = new ArrayList<>(removals);
    changes.addAll(updated);
    return new SignInPlan(changes, updated, unchanged, missing, withoutHandle, conflicts);
  }

  private void decide(RowKey.OfHandle handle, List<PoolUser> candidates) {
    List<AppUser> rows = byHandle.getOrDefault(handle, List.of());
    if (rows.size() > 1) {
      addConflict(rows.getFirst().handle(), rows.size() + " rows of public.users have this handle");
      return;
    }
    Optional<PoolUser> chosen = choose(handle, candidates);
    if (chosen.isEmpty()) {
      return;
    }
    String spelling = chosen.get().handle().orElseThrow();
    if (rows.isEmpty() || !rows.getFirst().handle().equals(spelling)) {
      missing.add(spelling);
      return;
    }
    decide(rows.getFirst(), chosen.get().sub());
  }

  /** The Cognito user for a handle that one or more of them have. */
  private Optional<PoolUser> choose(RowKey.OfHandle handle, List<PoolUser> candidates) {
    Optional<String> override =
        Optional.ofNullable(overrides.get(handle.handle())).flatMap(HandleOverride::sub);
    List<PoolUser> matching =
        candidates.stream()
            .filter(user -> override.isEmpty() || override.get().equals(user.sub()))
            .toList();
    if (matching.size() == 1) {
      return Optional.of(matching.getFirst());
    }
    String subs = candidates.stream().map(PoolUser::sub).sorted().collect(joining(", "));
    if (matching.isEmpty()) {
      addConflict(
          handle.handle(), "--rebind names none of the Cognito users with this handle: " + subs);
    } else {
      addConflict(
          handle.handle(),
          "%d Cognito users have this handle (%s): choose one with --rebind %s=SUB"
              .formatted(candidates.size(), subs, handle.handle()));
    }
    return Optional.empty();
  }

  private void decide(AppUser user, String sub) {
    List<AppUser> others =
        bySignIn.getOrDefault(sub, List.of()).stream().filter(Predicate.not(user::equals)).toList();
    boolean isLinked = user.signIn().filter(sub::equals).isPresent();
    if (isLinked && others.isEmpty()) {
      unchanged++;
      return;
    }
    Optional<String> reason = conflictReason(user, sub, others);
    if (reason.isPresent() && !overrides.containsKey(user.handleKey().handle())) {
      addConflict(user.handle(), reason.get());
      return;
    }
    others.forEach(
        other -> removals.add(new Change(other, other.cognitoUserId(), Optional.empty())));
    if (isLinked) {
      unchanged++;
    } else {
      links.put(user, sub);
    }
  }

  /** Why a user cannot be linked to a sign-in without an override. */
  private static Optional<String> conflictReason(AppUser user, String sub, List<AppUser> others) {
    if (!others.isEmpty()) {
      return Optional.of(
          "its sign-in %s belongs to @%s in public.users: move it with --rebind %s"
              .formatted(sub, others.getFirst().handle(), user.handle()));
    }
    return user.signIn()
        .map(current ->
            "it has the sign-in %s, not %s: replace it with --rebind %s"
                .formatted(current, sub, user.handle()));
  }

  /** A user who loses a sign-in to another loses it before getting a new one. */
  private Change change(Map.Entry<AppUser, String> link) {
    AppUser user = link.getKey();
    boolean isRemoved = removals.stream().anyMatch(change -> change.user().equals(user));
    return new Change(
        user, isRemoved ? Optional.empty() : user.cognitoUserId(), Optional.of(link.getValue()));
  }

  private void addConflict(String handle, String reason) {
    conflicts.add(new Conflict(handle, reason));
  }
}
