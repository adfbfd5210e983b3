package cruddur.handler.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import cruddur.messaging.ErrorCode;
import cruddur.messaging.RequestRefusedException;
import cruddur.messaging.reading.PageRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The query parameters {@code limit} and {@code cursor} of the lists. */
public final class PageParameters {

  static final String LIMIT = "limit";
  static final String CURSOR = "cursor";

  private static final Pattern WHOLE_NUMBER = Pattern.compile("[0-9]{1,3}");

  private PageParameters() {}

  /** The requested page. Cursors belong to one list; other cursors are refused. */
  public static PageRequest of(APIGatewayV2HTTPEvent event, PagedResource list) {
    List<ErrorCode> errors = new ArrayList<>();

    Optional<String> limitText = QueryParameters.of(event, LIMIT);
    Optional<Integer> limit =
        limitText.isPresent() ? limit(limitText.get()) : Optional.of(PageRequest.DEFAULT_LIMIT);
    if (limit.isEmpty()) {
      errors.add(ErrorCode.LIMIT_INVALID);
    }
    Optional<String> cursor = QueryParameters.of(event, CURSOR);
    Optional<String> before = cursor.flatMap(text -> Cursor.decode(list.name(), text));
    if (cursor.isPresent() && before.isEmpty()) {
      errors.add(ErrorCode.CURSOR_INVALID);
    }
    RequestRefusedException.throwIfAny(errors);
    return new PageRequest(limit.orElseThrow(), before);
  }

  private static Optional<Integer> limit(String parameter) {
    return Optional.of(parameter)
        .filter(text -> WHOLE_NUMBER.matcher(text).matches())
        .map(Integer::valueOf)
        .filter(number -> number >= 1 && number <= PageRequest.MAX_LIMIT);
  }
}
