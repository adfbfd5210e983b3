package cruddur.local.cognito;

import com.fasterxml.jackson.databind.node.ObjectNode;
import cruddur.local.lambda.FunctionError;
import cruddur.local.lambda.Invocable;
import cruddur.messaging.UuidGenerator;
import cruddur.toolkit.json.Json;
import cruddur.toolkit.sample.LocalUser;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The user pool. It sends its triggers what Cognito would, and asks for no password and no
 * confirmation: whoever signs up is confirmed at once, and a token is to be had for every handle.
 */
public final class LocalUserPool {
  private final Map<String, LocalUser> users = new LinkedHashMap<>();
  private final Issuer issuer;
  private final TriggerEvent events;
  private final Map<String, ? extends Invocable> triggers;
  private final Optional<OwnerOnlyFile> file;
  private final UuidGenerator ids;

  /**
   * Opens the pool.
   *
   * @param triggers the functions by what triggers them, {@code PreSignUp} for example
   * @param directory where users are kept between runs; in memory without
   */
  public LocalUserPool(
      Issuer issuer,
      Map<String, ? extends Invocable> triggers,
      Optional<Path> directory,
      UuidGenerator ids) {
    this.issuer = issuer;
    this.events = new TriggerEvent(issuer.userPoolId(), issuer.clientId());
    this.triggers = triggers;
    this.file = directory.map(path -> new OwnerOnlyFile(path.resolve("users.json")));
    this.ids = ids;
    file.flatMap(OwnerOnlyFile::read)
        .ifPresent(json -> {
          for (LocalUser user : Json.read(json, LocalUser[].class)) {
            users.put(key(user.handle()), user);
          }
        });
  }

  /**
   * Signs a user up and confirms him.
   *
   * @throws RefusedException when the e-mail address is another's, or the trigger before the
   *     sign-up fails: then nothing has changed. As in Cognito a failure of the trigger after it
   *     leaves a user whose next sign-in repairs him.
   */
  public synchronized LocalUser signUp(String handle, String displayName, String email)
      throws RefusedException {
    LocalUser user = new LocalUser(ids.next(), handle, displayName, email);
    if (users.values().stream().anyMatch(other -> other.email().equalsIgnoreCase(user.email()))) {
      throw new RefusedException("email_taken");
    }
    trigger("PreSignUp", events.preSignUp(user));
    add(user);
    trigger("PostConfirmation", events.postConfirmation(user));
    return user;
  }

  /** Takes in a user without a word to the triggers: one whom the table knows already. */
  public synchronized void add(LocalUser user) {
    users.put(key(user.handle()), user);
    file.ifPresent(to -> to.write(Json.bytes(users.values())));
  }

  /**
   * Removes a user; the table keeps what it has of him.
   *
   * @return who he was; empty when there is none with that handle
   */
  public synchronized Optional<LocalUser> remove(String handle) {
    Optional<LocalUser> removed = Optional.ofNullable(users.remove(key(handle)));
    removed.flatMap(_ -> file).ifPresent(to -> to.write(Json.bytes(users.values())));
    return removed;
  }

  /** All users, in the order in which they signed up. */
  public synchronized List<LocalUser> users() {
    return List.copyOf(users.values());
  }

  /** The user with a handle. */
  public synchronized Optional<LocalUser> find(String handle) {
    return Optional.ofNullable(users.get(key(handle)));
  }

  /**
   * Signs a user in.
   *
   * @return his access token
   * @throws RefusedException when the trigger after it fails
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
      // In Cognito's words, which quote the function's.
      throw new RefusedException(name + " failed with error " + e.getMessage(), e);
    }
  }

  private static String key(String handle) {
    return handle.toLowerCase(Locale.ROOT);
  }
}
