package cruddur.handler.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import java.util.Map;
import java.util.Optional;

/** The query parameters of a request, decoded by API Gateway. */
final class QueryParameters {

  private QueryParameters() {}

  static Optional<String> of(APIGatewayV2HTTPEvent event, String name) {
    Map<String, String> parameters =
        Optional.ofNullable(event.getQueryStringParameters()).orElseGet(Map::of);
    return Optional.ofNullable(parameters.get(name));
  }
}
