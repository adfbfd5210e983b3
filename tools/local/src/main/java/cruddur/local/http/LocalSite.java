package cruddur.local.http;

import cruddur.local.live.EventApi;
import cruddur.local.route.LocalHandler;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What the local system serves beside the API.
 *
 * @param handlers by method and path, {@code POST /local/token} for example
 * @param page the folder of the page's files, which need not exist
 * @param events the API of live events; empty without one
 */
public record LocalSite(Map<String, LocalHandler> handlers, Path page, Optional<EventApi> events) {

  /** Nothing but the API. */
  public static final LocalSite EMPTY = new LocalSite(Map.of(), Path.of("no", "page"));

  /** Without live events. */
  public LocalSite(Map<String, LocalHandler> handlers, Path page) {
    this(handlers, page, Optional.empty());
  }
}
