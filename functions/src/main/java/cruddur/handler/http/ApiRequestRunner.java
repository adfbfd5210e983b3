package cruddur.handler.http;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import cruddur.handler.log.InvocationLogger;
import cruddur.handler.log.LogEntry;
import cruddur.invocation.Invocation;
import cruddur.messaging.ErrorCode;
import cruddur.messaging.RequestRefusedException;
import cruddur.messaging.port.RowsUnavailableException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Runs the requests of the API: each gets a response in time, and a line in the log.
 *
 * <p>{@code route} is logged as in the template, since clients choose parts of the path; {@code
 * apiRequestId} is also in the API's access log.
 */
public final class ApiRequestRunner {

  private final InvocationLogger invocations;

  public ApiRequestRunner(InvocationLogger invocations) {
    this.invocations = invocations;
  }

  /** Returns the response of a request, or the error response for an exception. Never throws. */
  public APIGatewayV2HTTPResponse run(
      APIGatewayV2HTTPEvent event, Context context, Supplier<APIGatewayV2HTTPResponse> request) {
    return invocations.run(
        context,
        entry -> {
          Optional.ofNullable(event.getRequestContext())
              .map(RequestContext::getRequestId)
              .ifPresent(id -> entry.put("apiRequestId", id));
          entry.put("route", event.getRouteKey());
          APIGatewayV2HTTPResponse response = run(request, entry);
          entry.put("status", response.getStatusCode());
          return response;
        });
  }

  private static APIGatewayV2HTTPResponse run(
      Supplier<APIGatewayV2HTTPResponse> request, LogEntry entry) {
    try {
      return request.get();
    } catch (RequestRefusedException refusal) {
      entry.put("codes", refusal.codes().stream().map(ErrorCode::code).toList());
      if (refusal.retryAfter().isPresent()) {
        // An alarm watches the first. It must not depend on requests that anybody can send.
        entry.count(hasCaller() ? "limitedRequests" : "limitedAnonymousRequests", 1);
      }
      return Responses.refused(refusal);
    } catch (RowsUnavailableException e) {
      entry.failed(e).put("codes", List.of(Responses.UNAVAILABLE));
      return Responses.unavailable();
    } catch (RuntimeException e) {
      entry.failed(e).put("codes", List.of(Responses.INTERNAL));
      return Responses.internalError();
    }
  }

  private static boolean hasCaller() {
    return Invocation.current().flatMap(Invocation::caller).isPresent();
  }
}
