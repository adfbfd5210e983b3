package cruddur.handler.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import cruddur.messaging.ErrorCode;
import cruddur.messaging.RequestRefusedException;
import cruddur.messaging.reading.MessageGroupLists.Visibility;

/** The query parameter {@code hidden} of the list of groups: {@code true} or {@code false}. */
public final class HiddenParameter {

  static final String NAME = "hidden";

  private HiddenParameter() {}

  /** Which groups are requested. Other values are refused. */
  public static Visibility of(APIGatewayV2HTTPEvent event) {
    return switch (QueryParameters.of(event, NAME).orElse("false")) {
      case "true" -> Visibility.HIDDEN;
      case "false" -> Visibility.VISIBLE;
      default -> throw new RequestRefusedException(ErrorCode.HIDDEN_INVALID);
    };
  }
}
