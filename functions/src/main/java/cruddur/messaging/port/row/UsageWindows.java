package cruddur.messaging.port.row;

import java.time.Duration;
import java.time.Instant;
import java.util.SortedMap;

/**
 * How often somebody has lately used what is limited, as far as instances have reported it.
 *
 * @param uses how many in each window, by the moment it began, whole seconds
 * @param owed what was owed at the beginning of a window, whole milliseconds, in place of all that
 *     came before it; the last one counts
 * @param expiresAt when the row is of no use any more, whole seconds
 */
public record UsageWindows(
    RowKey.OfUsageWindows key,
    SortedMap<Instant, Long> uses,
    SortedMap<Instant, Duration> owed,
    Instant expiresAt)
    implements Row {}
