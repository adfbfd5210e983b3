package cruddur.local.functions;

import cruddur.local.lambda.FunctionError;
import cruddur.local.lambda.Invocable;
import cruddur.local.route.HttpApiResponse;
import cruddur.local.route.LocalHandler;
import cruddur.toolkit.template.FunctionDefinition;
import cruddur.toolkit.template.Template;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Lambda's Invoke operation for the functions of the template, by their logical ids, so that AWS's
 * own clients can invoke them: {@code aws lambda invoke --endpoint-url http://localhost:4567}. See
 * <a href="https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html">Invoke</a>.
 */
public final class InvokeRoutes {

  private static final Map<String, List<String>> JSON =
      Map.of("content-type", List.of("application/json"));

  private final Template template;
  private final Map<String, ? extends Invocable> functions;

  public InvokeRoutes(Template template, Map<String, ? extends Invocable> functions) {
    this.template = template;
    this.functions = functions;
  }

  /** The handlers by their routes. A function name may end in the function's alias. */
  public Map<String, LocalHandler> handlers() {
    Map<String, LocalHandler> handlers = new HashMap<>();
    for (FunctionDefinition definition : template.functions()) {
      String name = definition.logicalId();
      Invocable function = functions.get(name);
      for (String qualified : List.of(name, name + ":" + definition.alias())) {
        handlers.put(
            "POST /2015-03-31/functions/" + qualified + "/invocations",
            event -> invoke(function, event));
      }
    }
    return handlers;
  }

  private static HttpApiResponse invoke(Invocable function, byte[] event) {
    try {
      return new HttpApiResponse(200, JSON, function.invoke(event));
    } catch (FunctionError e) {
      return HttpApiResponse.json(200, e.report())
          .withHeaders(Map.of("x-amz-function-error", List.of("Unhandled")));
    }
  }
}
