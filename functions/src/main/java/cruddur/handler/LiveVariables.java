package cruddur.handler;

/** The environment variables of live events that template.yaml sets. */
public final class LiveVariables {

  /** The format of events, {@code texts} or {@code signals}. For functions that publish. */
  public static final String FORMAT = "LIVE_EVENTS";

  /** The URL to post events to. For functions that publish. */
  public static final String PUBLISH_URL = "LIVE_PUBLISH_URL";

  /** The URL of the WebSocket endpoint, for clients; empty without live events. */
  public static final String CLIENT_URL = "LIVE_URL";

  /** What clients name as {@code host} in the authorization of their requests. */
  public static final String CLIENT_HOST = "LIVE_HOST";

  private LiveVariables() {}
}
