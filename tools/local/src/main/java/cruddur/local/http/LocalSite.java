package cruddur.local.http;

import cruddur.local.route.LocalHandler;
import java.nio.file.Path;
import java.util.Map;

/**
 * What the local system serves beside the API.
 *
 * @param handlers by method and path, {@code POST /local/token} for example
 * @param page the folder of the page's files, which need not exist
 */
public record LocalSite(Map<String, LocalHandler> handlers, Path page) {

  /** Nothing but the API. */
  public static final LocalSite EMPTY = new LocalSite(Map.of(), Path.of("no", "page"));
}
