package cruddur.local.cognito;

import com.fasterxml.jackson.databind.node.ObjectNode;
import cruddur.local.files.DataFolder;
import cruddur.local.files.OwnerOnlyFile;
import cruddur.local.lambda.FunctionError;
import cruddur.local.lambda.Invocable;
import cruddur.messaging.UuidGenerator;
import cruddur.toolkit.StartupException;
import cruddur.toolkit.json.Json;
import cruddur.toolkit.sample.LocalUser;
import cruddur.toolkit.template.UserPoolDefinition;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The user pool. It invokes its triggers with Cognito's events, but requires no password and no
 * confirmation: every user is confirmed at once, and anybody can get a token for any handle.
 */
public final class LocalUserPool {
  private final Map<String, LocalUser> users = new LinkedHashMap<>();
  private final Issuer issuer;
  private final UserPoolDefinition definition;
  private final TriggerEvent events;
  private final Map<String, ? extends Invocable> triggers;
  private final Optional<OwnerOnlyFile> file;
  private final UuidGenerator ids;
  private Consumer<LocalUser> onSignUp = _ -> {};

  /**
   * Opens a pool.
   *
   * @param definition how email addresses are compared
   * @param triggers functions by trigger, {@code PreSignUp} for example
   * @param directory the directory that keeps the users between runs; empty to keep them in memory
   */
  public LocalUserPool(
      Issuer issuer,
      UserPoolDefinition definition,
      Map<String, ? extends Invocable> triggers,
      Optional<Path> directory,
      UuidGenerator ids) {
    this.issuer = issuer;
    this.definition = definition;
    this.events = new TriggerEvent(issuer.userPoolId(), issuer.clientId());
    this.triggers = triggers;
    this.file = directory.map(path -> new OwnerOnlyFile(path.resolve(DataFolder.USERS)));
    this.ids = ids;
    file.flatMap(OwnerOnlyFile::read)
        .ifPresent(json -> {
          for (LocalUser user : parse(json)) {
            users.put(key(user.handle()), user);
          }
        });
  }

  private static LocalUser[] parse(byte[] json) {
    try {
      return Json.read(json, LocalUser[].class);
    } catch (RuntimeException e) {
      throw new StartupException(
          DataFolder.USERS
              + " in the directory of --data does not hold users. Delete it, and the next start creates the sample users.",
          e);
    }
  }

  /**
   * Signs up a user and confirms them.
   *
   * @throws RefusedException if the email address is in use or the PreSignUp trigger fails, in
   *     which case nothing has changed; also if the PostConfirmation trigger fails, which as in
   *     Cognito leaves a user whose profile is repaired at their next sign-in
   */
  public synchronized LocalUser signUp(String handle, String displayName, String email)
      throws RefusedException {
    LocalUser user = new LocalUser(ids.next(), handle, displayName, email);
    if (users.values().stream().anyMatch(other -> isSameEmail(other, user))) {
      throw new RefusedException("email_taken");
    }
    trigger("PreSignUp", events.preSignUp(user));
    add(user);
    trigger("PostConfirmation", events.postConfirmation(user));
    onSignUp.accept(user);
    return user;
  }

  /** Sets what happens after each sign-up, before its response. */
  public synchronized void onSignUp(Consumer<LocalUser> listener) {
    onSignUp = listener;
  }

  /** Adds a user without invoking triggers, because their profile is in the table already. */
  public synchronized void add(LocalUser user) {
    users.put(key(user.handle()), user);
    file.ifPresent(to -> to.write(Json.bytes(users.values())));
  }

  /**
   * Removes a user. Their rows stay in the table.
   *
   * @return the removed user; empty if there is none with that handle
   */
  public synchronized Optional<LocalUser> remove(String handle) {
    Optional<LocalUser> removed = Optional.ofNullable(users.remove(key(handle)));
    removed.flatMap(_ -> file).ifPresent(to -> to.write(Json.bytes(users.values())));
    return removed;
  }

  /** All users, in order of sign-up. */
  public synchronized List<LocalUser> users() {
    return List.copyOf(users.values());
  }

  /** Returns the user with a handle, which is compared without regard to case. */
  public synchronized Optional<LocalUser> find(String handle) {
    return Optional.ofNullable(users.get(key(handle)));
  }

  /**
   * Signs in a user.
   *
   * @return their access token
   * @throws RefusedException if the PostAuthentication trigger fails
   */
  public String signIn(LocalUser user) throws RefusedException {
    trigger("PostAuthentication", events.postAuthentication(user));
    return issuer.accessToken(user);
  }

  private void trigger(String name, ObjectNode event) throws RefusedException {
    Invocable function = triggers.get(name);
    if (function == null) {
      return;
    }
    try {
      if (Json.parseObject(function.invoke(Json.bytes(event))).isEmpty()) {
        throw new RefusedException("unrecognizable_lambda_output");
      }
    } catch (FunctionError e) {
      // Cognito's message, which quotes the function's.
      throw new RefusedException(name + " failed with error " + e.getMessage(), e);
    }
  }

  private boolean isSameEmail(LocalUser one, LocalUser other) {
    return definition.isCaseSensitive()
        ? one.email().equals(other.email())
        : one.email().equalsIgnoreCase(other.email());
  }

  private static String key(String handle) {
    return handle.toLowerCase(Locale.ROOT);
  }
}
