package cruddur.handler;

import cruddur.messaging.live.SubscriptionRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the event with which AppSync invokes a direct Lambda function: {@code {identity: {claims},
 * info: {channel: {path, segments}, operation}}}. What is missing or of another type is empty.
 */
final class SubscriptionEvent {

  private SubscriptionEvent() {}

  static SubscriptionRequest read(Map<String, Object> event) {
    Map<?, ?> info = map(event, "info");
    boolean isSubscription = "SUBSCRIBE".equals(info.get("operation"));
    return new SubscriptionRequest(
        isSubscription ? segments(map(info, "channel")) : List.of(),
        claims(map(map(event, "identity"), "claims")));
  }

  private static List<String> segments(Map<?, ?> channel) {
    return channel.get("segments") instanceof List<?> segments
        ? segments.stream().map(String::valueOf).toList()
        : List.of();
  }

  private static Map<String, String> claims(Map<?, ?> claims) {
    Map<String, String> texts = new HashMap<>();
    claims.forEach((name, value) -> {
      if (value instanceof String text) {
        texts.put(String.valueOf(name), text);
      }
    });
    return texts;
  }

  private static Map<?, ?> map(Map<?, ?> parent, String name) {
    return parent.get(name) instanceof Map<?, ?> found ? found : Map.of();
  }
}
