package cruddur.handler;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import cruddur.conversation.Outcome;
import cruddur.conversation.Refusal;
import cruddur.conversation.rows.RowsUnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Requests of the API: every one gets an answer, within the function's time, and a line in the log.
 *
 * <p>A line has, besides what {@link Invocations} puts there, {@code apiRequestId}, which the API's
 * access log has too; {@code route} as the template has it, since the path is partly the client's;
 * {@code status}; and of a refusal or failure the {@code codes} that were answered.
 */
final class Requests {

  private final Invocations invocations;

  Requests(Invocations invocations) {
    this.invocations = invocations;
  }

  /** The answer of a request, or the right error for what was refused or thrown on the way. */
  APIGatewayV2HTTPResponse answer(
      APIGatewayV2HTTPEvent event,
      Context context,
      Supplier<Outcome<APIGatewayV2HTTPResponse>> request) {
    return invocations.run(
        context,
        entry -> {
          Optional.ofNullable(event.getRequestContext())
              .map(RequestContext::getRequestId)
              .ifPresent(id -> entry.put("apiRequestId", id));
          entry.put("route", event.getRouteKey());
          APIGatewayV2HTTPResponse answer = answer(request, entry);
          entry.put("status", answer.getStatusCode());
          return answer;
        });
  }

  private static APIGatewayV2HTTPResponse answer(
      Supplier<Outcome<APIGatewayV2HTTPResponse>> request, LogEntry entry) {
    try {
      return switch (request.get()) {
        case Outcome.Accepted<APIGatewayV2HTTPResponse>(APIGatewayV2HTTPResponse answer) -> answer;
        case Outcome.Refused<APIGatewayV2HTTPResponse>(List<Refusal> reasons) -> {
          entry.put("codes", reasons.stream().map(Refusal::code).toList());
          yield Answers.refused(reasons);
        }
        case Outcome.Limited<APIGatewayV2HTTPResponse>(Refusal reason, Duration retryAfter) -> {
          entry.put("codes", List.of(reason.code())).count("limitedRequests", 1);
          yield Answers.limited(reason, retryAfter);
        }
      };
    } catch (RowsUnavailableException e) {
      entry.failed(e).put("codes", List.of(Answers.UNAVAILABLE));
      return Answers.unavailable();
    } catch (RuntimeException e) {
      entry.failed(e).put("codes", List.of(Answers.INTERNAL));
      return Answers.internalError();
    }
  }
}
