package cruddur.local.stream;

import java.io.IOException;
import java.util.List;
import software.amazon.event.ruler.Machine;

/** Lambda's event filter, with AWS's own matcher. */
final class RecordFilter {

  private final Machine patterns = Machine.builder().build();
  private final boolean passesAll;

  /**
   * Creates a filter.
   *
   * @param patterns event patterns, as JSON; a record passes if it matches any of them, or if there
   *     are none
   */
  RecordFilter(List<String> patterns) {
    this.passesAll = patterns.isEmpty();
    for (String pattern : patterns) {
      try {
        this.patterns.addRule(pattern, pattern);
      } catch (IOException e) {
        throw new IllegalArgumentException(
            "the filter " + pattern + " is not an event pattern: " + e.getMessage(), e);
      }
    }
  }

  boolean passes(ShardRecord record) {
    return passesAll || !patterns.rulesForJSONEvent(record.json()).isEmpty();
  }
}
