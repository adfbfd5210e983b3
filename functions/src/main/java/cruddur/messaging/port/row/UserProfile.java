package cruddur.messaging.port.row;

/**
 * What this service knows of a user, and shows to others.
 *
 * @param uuid the app's identifier of the user, not that of his sign-in
 * @param handle his name in links, without the {@code @}, as it is stored
 * @param displayName his name as people read it
 */
public record UserProfile(String uuid, String handle, String displayName) {}
