package cruddur.messaging.reading;

import java.util.Optional;

/**
 * Which page of a list is wanted.
 *
 * @param limit rows a page, 1 to {@link #MOST}
 * @param before the sort key the page ends before; empty for the newest page
 */
public record PageRequest(int limit, Optional<String> before) {

  /** Rows of a page when a client does not say. */
  public static final int USUAL = 20;

  /** The most rows of a page. */
  public static final int MOST = 100;
}
