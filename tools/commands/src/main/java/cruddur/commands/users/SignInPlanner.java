package cruddur.commands.users;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;

import cruddur.commands.users.SignInPlan.Change;
import cruddur.commands.users.SignInPlan.Conflict;
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
 * Makes a {@link SignInPlan}. Handles are compared as they are written; where two differ in case
 * alone, it is in doubt whose either is. A {@link HandleOverride} decides a doubt.
 */
final class SignInPlanner {

  private final Map<RowKey.OfHandle, List<AppUser>> byHandle;
  private final Map<String, List<AppUser>> bySignIn;
  private final Map<String, HandleOverride> rebindings = new HashMap<>();

  private final List<Change> unbindings = new ArrayList<>();
  private final Map<AppUser, String> bindings = new LinkedHashMap<>();
  private final List<String> missing = new ArrayList<>();
  private final List<Conflict> doubts = new ArrayList<>();
  private int unchanged;

  SignInPlanner(List<AppUser> users, List<HandleOverride> rebindings) {
    byHandle = users.stream().collect(groupingBy(AppUser::handleKey));
    bySignIn =
        users.stream()
            .filter(user -> user.signIn().isPresent())
            .collect(groupingBy(user -> user.signIn().orElseThrow()));
    rebindings.forEach(
        rebinding -> this.rebindings.put(rebinding.handle().toLowerCase(Locale.ROOT), rebinding));
  }

  /** The plan, in the order of the handles. */
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
    List<Change> updated = bindings.entrySet().stream().map(this::change).toList();
    List<Change> changes = new ArrayList<>(unbindings);
    changes.addAll(updated);
    return new SignInPlan(changes, updated, unchanged, missing, withoutHandle, doubts);
  }

  private void decide(RowKey.OfHandle handle, List<PoolUser> carriers) {
    List<AppUser> rows = byHandle.getOrDefault(handle, List.of());
    if (rows.size() > 1) {
      doubt(rows.getFirst().handle(), rows.size() + " rows of public.users have it");
      return;
    }
    Optional<PoolUser> carrier = carrier(handle, carriers);
    if (carrier.isEmpty()) {
      return;
    }
    String written = carrier.get().handle().orElseThrow();
    if (rows.isEmpty() || !rows.getFirst().handle().equals(written)) {
      missing.add(written);
      return;
    }
    decide(rows.getFirst(), carrier.get().sub());
  }

  /** Who of those who carry a handle is meant. */
  private Optional<PoolUser> carrier(RowKey.OfHandle handle, List<PoolUser> carriers) {
    Optional<String> chosen =
        Optional.ofNullable(rebindings.get(handle.handle())).flatMap(HandleOverride::sub);
    List<PoolUser> meant =
        carriers.stream()
            .filter(user -> chosen.isEmpty() || chosen.get().equals(user.sub()))
            .toList();
    if (meant.size() == 1) {
      return Optional.of(meant.getFirst());
    }
    String subs = carriers.stream().map(PoolUser::sub).sorted().collect(joining(", "));
    if (meant.isEmpty()) {
      doubt(handle.handle(), "--rebind names none of those who carry it in the pool: " + subs);
    } else {
      doubt(
          handle.handle(),
          "%d users of the pool carry it (%s): choose with --rebind %s=SUB"
              .formatted(carriers.size(), subs, handle.handle()));
    }
    return Optional.empty();
  }

  private void decide(AppUser user, String sub) {
    List<AppUser> others =
        bySignIn.getOrDefault(sub, List.of()).stream().filter(Predicate.not(user::equals)).toList();
    boolean isBound = user.signIn().filter(sub::equals).isPresent();
    if (isBound && others.isEmpty()) {
      unchanged++;
      return;
    }
    Optional<String> doubt = doubtOf(user, sub, others);
    if (doubt.isPresent() && !rebindings.containsKey(user.handleKey().handle())) {
      doubt(user.handle(), doubt.get());
      return;
    }
    others.forEach(
        other -> unbindings.add(new Change(other, other.cognitoUserId(), Optional.empty())));
    if (isBound) {
      unchanged++;
    } else {
      bindings.put(user, sub);
    }
  }

  /** What speaks against giving a user a sign-in that others may have too. */
  private static Optional<String> doubtOf(AppUser user, String sub, List<AppUser> others) {
    if (!others.isEmpty()) {
      return Optional.of(
          "its sign-in %s belongs to @%s in public.users: --rebind %s takes it over"
              .formatted(sub, others.getFirst().handle(), user.handle()));
    }
    return user.signIn()
        .map(standing ->
            "it is bound to the sign-in %s, and not to %s: --rebind %s changes that"
                .formatted(standing, sub, user.handle()));
  }

  /** Who loses a sign-in to another does so before he gets his own. */
  private Change change(Map.Entry<AppUser, String> binding) {
    AppUser user = binding.getKey();
    boolean isUnbound = unbindings.stream().anyMatch(change -> change.user().equals(user));
    return new Change(
        user, isUnbound ? Optional.empty() : user.cognitoUserId(), Optional.of(binding.getValue()));
  }

  private void doubt(String handle, String reason) {
    doubts.add(new Conflict(handle, reason));
  }
}
