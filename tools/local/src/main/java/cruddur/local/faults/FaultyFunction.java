package cruddur.local.faults;

import cruddur.local.lambda.FunctionError;
import cruddur.local.lambda.Invocable;
import cruddur.local.route.NoResponseException;
import cruddur.toolkit.json.Json;
import java.util.Map;
import java.util.Optional;

/** Injects {@link InjectedFault.Api} into a function of the API. */
record FaultyFunction(Invocable function, FaultInjector faults) implements Invocable {

  @Override
  public byte[] invoke(byte[] event) throws FunctionError {
    Optional<InjectedFault.Api> fault = faults.draw(InjectedFault.Api.class);
    fault.ifPresent(faults::count);
    return fault.isPresent() ? invoke(event, fault.get()) : function.invoke(event);
  }

  private byte[] invoke(byte[] event, InjectedFault.Api fault) throws FunctionError {
    return switch (fault) {
      case REQUEST_LOST -> throw new NoResponseException();
      case RESPONSE_LOST -> {
        function.invoke(event);
        throw new NoResponseException();
      }
      case THROTTLED -> error(429, "Too Many Requests");
      case UNAVAILABLE -> {
        function.invoke(event);
        yield error(503, "Service Unavailable");
      }
      case SLOW -> {
        InvocationDelay.await(faults.delay(InjectedFault.Api.class));
        yield function.invoke(event);
      }
    };
  }

  /** An error of API Gateway itself. */
  private static byte[] error(int status, String message) {
    return Json.bytes(
        Map.of(
            "statusCode", status,
            "headers", Map.of("content-type", "application/json"),
            "body", Json.object().put("message", message).toString()));
  }
}
