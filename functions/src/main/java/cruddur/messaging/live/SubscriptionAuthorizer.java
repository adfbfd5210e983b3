package cruddur.messaging.live;

import cruddur.messaging.port.row.UserProfile;
import cruddur.messaging.users.Profiles;
import java.util.List;
import java.util.Optional;

/** Decides who may subscribe to which channel: each user to their own, and to no other. */
public final class SubscriptionAuthorizer {

  /** What was decided: the caller if their profile was found, and why they are refused. */
  public record Decision(Optional<UserProfile> caller, Optional<SubscriptionRefusal> refusal) {

    private static Decision refused(SubscriptionRefusal refusal) {
      return new Decision(Optional.empty(), Optional.of(refusal));
    }
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

  /** At most one request to the table. Throws what it throws. */
  public Decision authorize(SubscriptionRequest request) {
    String sub = request.claims().getOrDefault("sub", "");
    if (sub.isBlank() || !isAccessToken(request)) {
      return Decision.refused(SubscriptionRefusal.ACCESS_TOKEN_REQUIRED);
    }
    Optional<UserProfile> caller = profiles.bySignIn(sub);
    if (caller.isEmpty()) {
      return Decision.refused(SubscriptionRefusal.PROFILE_MISSING);
    }
    return new Decision(
        caller,
        MemberChannel.isOf(caller.get().uuid(), request.segments())
            ? Optional.empty()
            : Optional.of(SubscriptionRefusal.CHANNEL_REFUSED));
  }

  private boolean isAccessToken(SubscriptionRequest request) {
    return "access".equals(request.claims().get("token_use"))
        && List.of(request.claims().getOrDefault("scope", "").split(" ")).contains(requiredScope);
  }
}
