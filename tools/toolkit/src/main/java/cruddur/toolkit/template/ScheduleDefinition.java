package cruddur.toolkit.template;

import java.time.Duration;

/**
 * A Schedule event of a function.
 *
 * @param interval between two invocations; the first one follows after one interval
 * @param input the event of each invocation, as JSON
 */
public record ScheduleDefinition(Duration interval, String input) {}
