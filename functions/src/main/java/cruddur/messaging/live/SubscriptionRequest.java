package cruddur.messaging.live;

import java.util.List;
import java.util.Map;

/**
 * A request to subscribe to a channel.
 *
 * @param segments of the channel's path
 * @param claims of the verified token; empty without one
 */
public record SubscriptionRequest(List<String> segments, Map<String, String> claims) {}
