package cruddur.messaging.reading;

import java.util.Optional;

/**
 * A request for a page of a list.
 *
 * @param limit rows per page, 1 to {@link #MOST}
 * @param before the sort key that the page ends before; empty for the newest page
 */
public record PageRequest(int limit, Optional<String> before) {

  /** The default limit. */
  public static final int USUAL = 20;

  public static final int MOST = 100;
}
