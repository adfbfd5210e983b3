package cruddur.commands.users;

import java.util.Optional;

/**
 * A user of the Cognito user pool.
 *
 * @param sub the subject of his tokens
 * @param handle his {@code preferred_username}, which not everybody has
 */
public record PoolUser(String sub, Optional<String> handle) {}
