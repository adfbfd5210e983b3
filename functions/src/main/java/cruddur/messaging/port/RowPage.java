package cruddur.messaging.port;

import cruddur.messaging.port.row.Row;
import java.util.List;
import java.util.Optional;

/**
 * One page of a query.
 *
 * @param rows in the order of the query; may be empty even if more pages follow
 * @param next the query for the next page; empty after the last page
 */
public record RowPage<R extends Row>(List<R> rows, Optional<RowQuery<R>> next) {}
