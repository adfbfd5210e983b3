package cruddur.messaging.port.row;

/**
 * The public profile of a user.
 *
 * @param uuid the app's identifier of the user, not the subject of their tokens
 * @param handle without the {@code @}
 */
public record UserProfile(String uuid, String handle, String displayName) {}
