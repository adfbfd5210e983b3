package cruddur.local.live;

import java.net.URI;

/** The paths of an Event API, which are those of AppSync. */
public final class EventPaths {

  /** Publish requests. */
  public static final String PUBLISH = "/event";

  /** The WebSocket endpoint. */
  public static final String REALTIME = "/event/realtime";

  private EventPaths() {}

  /**
   * The URL of the WebSocket endpoint.
   *
   * @param api the base URL of the local system
   */
  public static String realtimeUrl(URI api) {
    return "ws://" + api.getAuthority() + REALTIME;
  }
}
