package cruddur.messaging.port.row;

import java.time.Duration;
import java.time.Instant;
import java.util.SortedMap;

/**
 * The recent usage of one caller under one limit, as far as instances have reported it.
 *
 * @param uses number of uses in each window, by the start of the window (whole seconds)
 * @param debts the debt at the start of a window (whole milliseconds), which replaces everything
 *     before it; only the last one counts
 * @param expiresAt when the row is no longer needed, whole seconds
 */
public record UsageWindows(
    RowKey.OfUsageWindows key,
    SortedMap<Instant, Long> uses,
    SortedMap<Instant, Duration> debts,
    Instant expiresAt)
    implements Row {}
