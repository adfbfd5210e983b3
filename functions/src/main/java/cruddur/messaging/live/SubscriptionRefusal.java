package cruddur.messaging.live;

/** Why a subscription is refused, with the code that clients receive. */
public enum SubscriptionRefusal {
  /** The token is an ID token, or lacks the scope of the API. */
  ACCESS_TOKEN_REQUIRED("access_token_required"),
  /** The sign-in has no profile: its user was removed, or never had one. */
  PROFILE_MISSING("user_profile_missing"),
  /** The channel is not exactly the user's own. */
  CHANNEL_REFUSED("channel_refused"),
  /** The profile could not be read. A later request may succeed. */
  UNAVAILABLE("service_unavailable");

  private final String code;

  SubscriptionRefusal(String code) {
    this.code = code;
  }

  public String code() {
    return code;
  }
}
