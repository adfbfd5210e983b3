package cruddur.messaging.port;

import cruddur.messaging.port.row.UsageWindows;
import java.time.Instant;
import java.util.Set;

/**
 * What to change of a row of recent use.
 *
 * @param news uses to add, what is owed to set, and the new expiry
 * @param forgotten beginnings of windows of which nothing is to stay; none of them is in the news
 */
public record UsageUpdate(UsageWindows news, Set<Instant> forgotten) {}
