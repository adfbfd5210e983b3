package cruddur.local.live;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The path of a channel: one to five segments, with or without a slash before the first. The last
 * segment of a subscription can be {@code *}, for all channels below (AppSync Events developer
 * guide, "Understanding channel namespaces").
 */
record ChannelPath(List<String> segments) {
  private static final String WILDCARD = "*";
  private static final int MAX_SEGMENTS = 5;
  private static final Pattern SEGMENT =
      Pattern.compile("[A-Za-z0-9]([A-Za-z0-9-]{0,48}[A-Za-z0-9])?");

  /** Reads the channel of a publish request. */
  static ChannelPath ofPublish(String path) throws EventApiException {
    ChannelPath channel = read(path);
    if (channel.segments.stream().anyMatch(WILDCARD::equals)) {
      throw invalid();
    }
    return channel;
  }

  /** Reads the channel of a subscription. */
  static ChannelPath ofSubscription(String path) throws EventApiException {
    ChannelPath channel = read(path);
    List<String> before = channel.segments.subList(0, channel.segments.size() - 1);
    if (before.stream().anyMatch(WILDCARD::equals)) {
      throw invalid();
    }
    return channel;
  }

  private static ChannelPath read(String path) throws EventApiException {
    String relative = path.startsWith("/") ? path.substring(1) : path;
    List<String> segments = Stream.of(relative.split("/", -1)).toList();
    boolean isValid =
        segments.size() <= MAX_SEGMENTS
            && segments.stream()
                .allMatch(
                    segment -> segment.equals(WILDCARD) || SEGMENT.matcher(segment).matches());
    if (!isValid) {
      throw invalid();
    }
    return new ChannelPath(segments);
  }

  private static EventApiException invalid() {
    return new EventApiException(EventApiError.badRequest("Invalid Channel Format"));
  }

  String namespace() {
    return segments.getFirst();
  }

  void requireNamespace(String name) throws EventApiException {
    if (!namespace().equals(name)) {
      throw new EventApiException(EventApiError.badRequest("Channel Namespace not found"));
    }
  }

  String path() {
    return "/" + String.join("/", segments);
  }

  /** Whether a subscription to this channel receives the events of another. */
  boolean receives(ChannelPath published) {
    if (!segments.getLast().equals(WILDCARD)) {
      return segments.equals(published.segments);
    }
    int prefix = segments.size() - 1;
    return published.segments.size() > prefix
        && published.segments.subList(0, prefix).equals(segments.subList(0, prefix));
  }
}
