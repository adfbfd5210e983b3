package cruddur.local.invoke;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text with names in place of what chance and clock decide: uuids that were not there before are
 * numbered, and moments within minutes of now, or in whole hours after it, are told apart from all
 * others.
 */
final class Deterministic {

  private static final Pattern UUID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
  private static final Pattern TIMESTAMP =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}\\+00:00");
  private static final Pattern EXPIRY = Pattern.compile("(?<=\"expires_at\":)\\d+");
  private static final Duration SOON = Duration.ofMinutes(5);

  private final String known;
  private final Instant now = Instant.now();
  private final Map<String, String> names = new LinkedHashMap<>();

  /**
   * A translation.
   *
   * @param known in which uuids stand that are no news
   */
  Deterministic(String known) {
    this.known = known;
  }

  String of(String text) {
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
    long hours = Math.round((seconds - now.getEpochSecond()) / 3600.0);
    return isNow(Instant.ofEpochSecond(seconds - hours * 3600))
        ? "<in " + hours + " hours>"
        : String.valueOf(seconds);
  }
}
