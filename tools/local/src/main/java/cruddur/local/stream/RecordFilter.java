package cruddur.local.stream;

import java.io.IOException;
import java.util.List;
import software.amazon.event.ruler.Machine;

/**
 * Lambda's event filter: what a record must match to reach the function. AWS's own matcher does the
 * matching.
 */
final class RecordFilter {

  private final Machine patterns = Machine.builder().build();
  private final boolean letsAllThrough;

  /**
   * A filter.
   *
   * @param patterns event patterns, as JSON; a record passes that matches any, and every one when
   *     there are none
   */
  RecordFilter(List<String> patterns) {
    this.letsAllThrough = patterns.isEmpty();
    for (String pattern : patterns) {
      try {
        this.patterns.addRule(pattern, pattern);
      } catch (IOException e) {
        throw new IllegalArgumentException(
            "the filter " + pattern + " is no event pattern: " + e.getMessage(), e);
      }
    }
  }

  boolean passes(ShardRecord record) {
    return letsAllThrough || !patterns.rulesForJSONEvent(record.json()).isEmpty();
  }
}
