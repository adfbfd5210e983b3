package cruddur.messaging.live;

import cruddur.messaging.port.row.UserProfile;
import cruddur.messaging.users.Profiles;
import java.util.List;
import java.util.Optional;

/** Decides who may subscribe to which channel: each user to their own, and to no other. */
public final class SubscriptionAuthorizer {

  /** A decision about a subscription. */
  public sealed interface Decision {

    /** The user may subscribe. */
    record Admitted(String userUuid) implements Decision {}

    /**
     * The subscription is refused.
     *
     * @param userUuid the user; empty if they are not known
     */
    record Refused(Optional<String> userUuid, SubscriptionRefusal reason) implements Decision {}
  }

  private final Profiles profiles;
  private final String requiredScope;

  /**
   * @param requiredScope a scope that no ID token has
   */
  public SubscriptionAuthorizer(Profiles profiles, String requiredScope) {
    this.profiles = profiles;
    this.requiredScope = requiredScope;
  }

  /**
   * Decides with at most one request to the table.
   *
   * @throws cruddur.messaging.port.RowsUnavailableException if the profile cannot be read
   */
  public Decision authorize(SubscriptionRequest request) {
    String sub = request.claims().getOrDefault("sub", "");
    if (sub.isBlank() || !isAccessToken(request)) {
      return new Decision.Refused(Optional.empty(), SubscriptionRefusal.ACCESS_TOKEN_REQUIRED);
    }
    Optional<String> caller = profiles.bySignIn(sub).map(UserProfile::uuid);
    if (caller.isEmpty()) {
      return new Decision.Refused(caller, SubscriptionRefusal.PROFILE_MISSING);
    }
    return MemberChannel.isOf(caller.get(), request.segments())
        ? new Decision.Admitted(caller.get())
        : new Decision.Refused(caller, SubscriptionRefusal.CHANNEL_REFUSED);
  }

  private boolean isAccessToken(SubscriptionRequest request) {
    return "access".equals(request.claims().get("token_use"))
        && List.of(request.claims().getOrDefault("scope", "").split(" ")).contains(requiredScope);
  }
}
