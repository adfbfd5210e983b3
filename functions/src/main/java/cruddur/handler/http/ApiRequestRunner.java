package cruddur.handler.http;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import cruddur.handler.log.InvocationLogger;
import cruddur.handler.log.LogEntry;
import cruddur.messaging.ErrorCode;
import cruddur.messaging.Result;
import cruddur.messaging.port.RowsUnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Requests of the API: every one gets a response, within the function's time, and a line in the
 * log.
 *
 * <p>A line has, besides what {@link InvocationLogger} puts there, {@code apiRequestId}, which the
 * API's access log has too; {@code route} as the template has it, since the path is partly the
 * client's; {@code status}; and of a refusal or failure the {@code codes} that were answered.
 */
public final class ApiRequestRunner {

  private final InvocationLogger invocations;

  public ApiRequestRunner(InvocationLogger invocations) {
    this.invocations = invocations;
  }

  /** The response of a request, or the right error for what was refused or thrown on the way. */
  public APIGatewayV2HTTPResponse respond(
      APIGatewayV2HTTPEvent event,
      Context context,
      Supplier<Result<APIGatewayV2HTTPResponse>> request) {
    return invocations.run(
        context,
        entry -> {
          Optional.ofNullable(event.getRequestContext())
              .map(RequestContext::getRequestId)
              .ifPresent(id -> entry.put("apiRequestId", id));
          entry.put("route", event.getRouteKey());
          APIGatewayV2HTTPResponse response = respond(request, entry);
          entry.put("status", response.getStatusCode());
          return response;
        });
  }

  private static APIGatewayV2HTTPResponse respond(
      Supplier<Result<APIGatewayV2HTTPResponse>> request, LogEntry entry) {
    try {
      return switch (request.get()) {
        case Result.Accepted<APIGatewayV2HTTPResponse>(APIGatewayV2HTTPResponse response) ->
            response;
        case Result.Refused<APIGatewayV2HTTPResponse>(List<ErrorCode> reasons) -> {
          entry.put("codes", reasons.stream().map(ErrorCode::code).toList());
          yield Responses.refused(reasons);
        }
        case Result.Limited<APIGatewayV2HTTPResponse>(ErrorCode reason, Duration retryAfter) -> {
          entry.put("codes", List.of(reason.code())).count("limitedRequests", 1);
          yield Responses.limited(reason, retryAfter);
        }
      };
    } catch (RowsUnavailableException e) {
      entry.failed(e).put("codes", List.of(Responses.UNAVAILABLE));
      return Responses.unavailable();
    } catch (RuntimeException e) {
      entry.failed(e).put("codes", List.of(Responses.INTERNAL));
      return Responses.internalError();
    }
  }
}
