package cruddur.messaging.port;

import cruddur.messaging.port.row.UsageWindows;
import java.time.Instant;
import java.util.Set;

/**
 * A change to a usage row.
 *
 * @param changes uses to add, debts to set, and the new expiry
 * @param expired windows to remove; none of them occurs in {@code changes}
 */
public record UsageUpdate(UsageWindows changes, Set<Instant> expired) {}
