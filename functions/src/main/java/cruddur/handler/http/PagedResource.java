package cruddur.handler.http;

import java.util.Map;

/**
 * A list of the API that is read page by page.
 *
 * @param name different for every list, because a cursor belongs to one list
 * @param parameters the query parameters that lead to it, not encoded
 */
public record PagedResource(String name, Map<String, String> parameters) {

  /** A list without query parameters of its own. */
  public static PagedResource of(String name) {
    return new PagedResource(name, Map.of());
  }
}
