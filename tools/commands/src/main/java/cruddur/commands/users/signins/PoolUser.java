package cruddur.commands.users.signins;

import java.util.Optional;

/**
 * A user of the Cognito user pool.
 *
 * @param sub the subject of the user's tokens
 * @param handle the {@code preferred_username}, if the user has one
 */
public record PoolUser(String sub, Optional<String> handle) {}
