package cruddur.messaging.port.row;

import java.time.Duration;
import java.time.Instant;
import java.util.SortedMap;

/**
 * A caller's recent usage under one limit, as reported by all instances.
 *
 * @param uses number of uses in each window, by the start of the window (whole seconds)
 * @param debts debt at the start of a window (whole milliseconds); the last replaces all before it
 */
public record UsageWindows(
    RowKey.OfUsageWindows key,
    SortedMap<Instant, Long> uses,
    SortedMap<Instant, Duration> debts,
    Instant expiresAt)
    implements Row {}
