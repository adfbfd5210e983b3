package cruddur.messaging.port;

import cruddur.messaging.port.row.Row;
import java.util.List;
import java.util.Optional;

/** One page of a query. It may be empty even if more pages follow. */
public record RowPage<R extends Row>(List<R> rows, Optional<RowQuery<R>> next) {}
