package cruddur.local.invoke;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Placeholders for random and current values in a text: {@code <new uuid 1>} for uuids that are not
 * known, {@code <now>} for timestamps within minutes of now, {@code <in 24 hours>} for expiry
 * times.
 */
final class Placeholders {

  private static final Pattern UUID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
  private static final Pattern TIMESTAMP =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}\\+00:00");
  private static final Pattern EXPIRY = Pattern.compile("(?<=\"expires_at\":)\\d+");
  private static final Duration HALF_HOUR = Duration.ofMinutes(30);
  private static final Duration SOON = Duration.ofMinutes(5);

  private final String known;
  private final Instant now = Instant.now();
  private final Map<String, String> names = new LinkedHashMap<>();

  /**
   * Creates placeholders.
   *
   * @param known a text with the uuids to keep
   */
  Placeholders(String known) {
    this.known = known;
  }

  String replaceIn(String text) {
    String uuids =
        UUID.matcher(text).replaceAll(uuid -> Matcher.quoteReplacement(name(uuid.group())));
    String moments =
        TIMESTAMP
            .matcher(uuids)
            .replaceAll(time ->
                isNow(OffsetDateTime.parse(time.group()).toInstant()) ? "<now>" : time.group());
    return EXPIRY.matcher(moments).replaceAll(seconds -> expiry(Long.parseLong(seconds.group())));
  }

  private String name(String uuid) {
    return known.contains(uuid)
        ? uuid
        : names.computeIfAbsent(uuid, _ -> "<new uuid " + (names.size() + 1) + ">");
  }

  private boolean isNow(Instant moment) {
    return Duration.between(now, moment).abs().compareTo(SOON) < 0;
  }

  private String expiry(long seconds) {
    Duration lifetime =
        HALF_HOUR.multipliedBy(
            Math.round((seconds - now.getEpochSecond()) / (double) HALF_HOUR.toSeconds()));
    if (!isNow(Instant.ofEpochSecond(seconds).minus(lifetime))) {
      return String.valueOf(seconds);
    }
    return lifetime.toMinutesPart() == 0
        ? "<in " + lifetime.toHours() + " hours>"
        : "<in " + lifetime.toMinutes() + " minutes>";
  }
}
