package cruddur.toolkit.template;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What invokes a function.
 *
 * @param routes from the HttpApi events
 * @param stream from the DynamoDB event
 * @param cognitoTriggers from the Cognito events, for example {@code PreSignUp}
 * @param schedules from the Schedule events
 */
public record EventSources(
    List<RouteDefinition> routes,
    Optional<StreamDefinition> stream,
    Set<String> cognitoTriggers,
    List<ScheduleDefinition> schedules) {

  /** Of a function that nothing in the template invokes. */
  public static final EventSources NONE =
      new EventSources(List.of(), Optional.empty(), Set.of(), List.of());
}
