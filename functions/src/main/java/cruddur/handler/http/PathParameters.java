package cruddur.handler.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import java.util.Map;
import java.util.Optional;

/** The variables of a route's path, decoded by API Gateway. */
public final class PathParameters {

  private PathParameters() {}

  public static String of(APIGatewayV2HTTPEvent event, String name) {
    return Optional.ofNullable(event.getPathParameters()).orElseGet(Map::of).getOrDefault(name, "");
  }
}
