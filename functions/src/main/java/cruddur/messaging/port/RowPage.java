package cruddur.messaging.port;

import cruddur.messaging.port.row.Row;
import java.util.List;
import java.util.Optional;

/**
 * One page of a query.
 *
 * @param rows in the query's order; may be empty though more follow
 * @param next the query that goes on from here; empty at the end
 */
public record RowPage<R extends Row>(List<R> rows, Optional<RowQuery<R>> next) {}
