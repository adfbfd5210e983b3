package cruddur.handler.http;

/**
 * A list of the API that is read page by page.
 *
 * @param name different for every list, because a cursor belongs to one list
 * @param parameters the query parameters that lead to it, each followed by an ampersand
 */
public record PagedResource(String name, String parameters) {

  /** A list without query parameters of its own. */
  public static PagedResource of(String name) {
    return new PagedResource(name, "");
  }
}
