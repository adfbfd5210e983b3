package cruddur.bench.cost;

import cruddur.bench.table.RequestCost;
import java.util.function.IntFunction;
import java.util.function.Predicate;

/**
 * An access pattern that is measured.
 *
 * @param function the logical id of the function that serves it
 * @param event the event of an invocation by its number, 0 for the first in an instance
 * @param status the status of the response; 0 for a function behind no route
 * @param goal what a warm invocation should cost
 * @param goalText the goal in words; empty if only the size of the table must not matter
 * @param isBounded whether the cost may depend on the size of the table within the goal
 */
record AccessPattern(
    String name,
    String function,
    IntFunction<byte[]> event,
    int status,
    Predicate<RequestCost> goal,
    String goalText,
    boolean isBounded) {

  /** A pattern whose cost only has to be independent of the number of rows. */
  static AccessPattern of(String name, String function, IntFunction<byte[]> event) {
    return new AccessPattern(name, function, event, 200, _ -> true, "", false);
  }

  AccessPattern withStatus(int otherStatus) {
    return new AccessPattern(name, function, event, otherStatus, goal, goalText, isBounded);
  }

  AccessPattern withGoal(String text, Predicate<RequestCost> reached) {
    return new AccessPattern(name, function, event, status, reached, text, false);
  }

  /** Sets a goal within which the cost may depend on the size of the table. */
  AccessPattern withBound(String text, Predicate<RequestCost> reached) {
    return new AccessPattern(name, function, event, status, reached, text, true);
  }
}
