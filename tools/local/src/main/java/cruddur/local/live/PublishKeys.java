package cruddur.local.live;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The access keys with which functions sign publish requests. Each function has its own key, so the
 * key id identifies the function.
 */
public final class PublishKeys {

  /** An access key. */
  public record AccessKey(String id, String secret) {}

  private static final String PREFIX = "LOCAL-";

  private final SecureRandom random = new SecureRandom();
  private final Map<String, AccessKey> byFunction = new ConcurrentHashMap<>();

  /** The key of a function, created when it is needed. */
  public AccessKey of(String function) {
    return byFunction.computeIfAbsent(function, _ -> new AccessKey(PREFIX + function, newSecret()));
  }

  /** The secret of a key; empty if no function has it. */
  Optional<String> secret(String keyId) {
    return function(keyId).map(byFunction::get).map(AccessKey::secret);
  }

  /** The function that has a key. */
  Optional<String> function(String keyId) {
    return Optional.of(keyId)
        .filter(id -> id.startsWith(PREFIX))
        .map(id -> id.substring(PREFIX.length()))
        .filter(byFunction::containsKey);
  }

  private String newSecret() {
    byte[] secret = new byte[20];
    random.nextBytes(secret);
    return HexFormat.of().formatHex(secret);
  }
}
