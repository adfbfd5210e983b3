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

  /**
   * The requested page of a list.
   *
   * @throws RequestRefusedException with all {@link #errors}
   */
  public static PageRequest of(APIGatewayV2HTTPEvent event, PagedResource list) {
    RequestRefusedException.throwIfAny(errors(event, List.of(list)));
    Optional<String> cursor = QueryParameters.of(event, CURSOR);
    return new PageRequest(
        limit(event).orElseThrow(), cursor.flatMap(text -> Cursor.decode(list.name(), text)));
  }

  /**
   * What is wrong with the parameters.
   *
   * @param lists the lists that the cursor may belong to
   */
  static List<ErrorCode> errors(APIGatewayV2HTTPEvent event, List<PagedResource> lists) {
    List<ErrorCode> errors = new ArrayList<>();
    if (limit(event).isEmpty()) {
      errors.add(ErrorCode.LIMIT_INVALID);
    }
    Optional<String> cursor = QueryParameters.of(event, CURSOR);
    boolean isOfAList =
        lists.stream()
            .anyMatch(
                list -> cursor.isEmpty() || Cursor.decode(list.name(), cursor.get()).isPresent());
    if (!isOfAList) {
      errors.add(ErrorCode.CURSOR_INVALID);
    }
    return errors;
  }

  /** The number of elements; empty if the parameter is invalid. */
  private static Optional<Integer> limit(APIGatewayV2HTTPEvent event) {
    Optional<String> parameter = QueryParameters.of(event, LIMIT);
    if (parameter.isEmpty()) {
      return Optional.of(PageRequest.DEFAULT_LIMIT);
    }
    return parameter
        .filter(text -> WHOLE_NUMBER.matcher(text).matches())
        .map(Integer::valueOf)
        .filter(number -> number >= 1 && number <= PageRequest.MAX_LIMIT);
  }
}
