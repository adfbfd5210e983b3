package cruddur.messaging.port.row;

import cruddur.messaging.text.DisplayName;

/**
 * The public profile of a user.
 *
 * @param uuid the app's identifier of the user, not the subject of their tokens
 * @param handle without the {@code @}
 * @param displayName cut to what {@link DisplayName} allows; the handle if nothing of it is visible
 */
public record UserProfile(String uuid, String handle, String displayName) {

  public UserProfile {
    displayName = DisplayName.of(displayName, handle);
  }
}
