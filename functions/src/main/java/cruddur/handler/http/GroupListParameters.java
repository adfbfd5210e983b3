package cruddur.handler.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import cruddur.messaging.ErrorCode;
import cruddur.messaging.RequestRefusedException;
import cruddur.messaging.reading.MessageGroupLists.Visibility;
import cruddur.messaging.reading.PageRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The query parameters of the list of groups: {@code hidden}, which is {@code true} or {@code
 * false}, and those of a page.
 *
 * @param list the list of visible or of hidden groups
 */
public record GroupListParameters(PagedResource list, Visibility visibility, PageRequest page) {

  private static final String HIDDEN = "hidden";

  private static final PagedResource VISIBLE_GROUPS = PagedResource.of("message_groups");
  private static final PagedResource HIDDEN_GROUPS =
      new PagedResource("message_groups/hidden", Map.of(HIDDEN, "true"));

  /**
   * Reads the parameters.
   *
   * @throws RequestRefusedException with the errors of all of them
   */
  public static GroupListParameters of(APIGatewayV2HTTPEvent event) {
    Optional<Boolean> isHidden = isHidden(event);
    List<ErrorCode> errors = new ArrayList<>();
    if (isHidden.isEmpty()) {
      errors.add(ErrorCode.HIDDEN_INVALID);
    }
    List<PagedResource> lists =
        isHidden
            .map(hidden -> List.of(listOf(hidden)))
            .orElse(List.of(VISIBLE_GROUPS, HIDDEN_GROUPS));
    errors.addAll(PageParameters.errors(event, lists));
    RequestRefusedException.throwIfAny(errors);
    PagedResource list = lists.getFirst();
    return new GroupListParameters(
        list,
        list.equals(HIDDEN_GROUPS) ? Visibility.HIDDEN : Visibility.VISIBLE,
        PageParameters.of(event, list));
  }

  /** Whether the hidden groups are requested; empty if the parameter is invalid. */
  private static Optional<Boolean> isHidden(APIGatewayV2HTTPEvent event) {
    return switch (QueryParameters.of(event, HIDDEN).orElse("false")) {
      case "true" -> Optional.of(true);
      case "false" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  private static PagedResource listOf(boolean isHidden) {
    return isHidden ? HIDDEN_GROUPS : VISIBLE_GROUPS;
  }
}
