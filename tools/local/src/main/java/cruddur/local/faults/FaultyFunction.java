package cruddur.local.faults;

import cruddur.local.http.NoResponseException;
import cruddur.local.lambda.FunctionError;
import cruddur.local.lambda.Invocable;
import cruddur.toolkit.json.Json;
import java.util.Map;
import java.util.Optional;

/** A function of the API, whose requests and answers suffer {@link InjectedFault.Api}. */
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
      case ANSWER_LOST -> {
        function.invoke(event);
        throw new NoResponseException();
      }
      case THROTTLED -> refusal(429, "Too Many Requests");
      case UNAVAILABLE -> {
        function.invoke(event);
        yield refusal(503, "Service Unavailable");
      }
      case SLOW -> {
        InvocationDelay.await(faults.pause(InjectedFault.Api.class));
        yield function.invoke(event);
      }
    };
  }

  /** In API Gateway's own words. */
  private static byte[] refusal(int status, String message) {
    return Json.bytes(
        Map.of(
            "statusCode", status,
            "headers", Map.of("content-type", "application/json"),
            "body", Json.object().put("message", message).toString()));
  }
}
