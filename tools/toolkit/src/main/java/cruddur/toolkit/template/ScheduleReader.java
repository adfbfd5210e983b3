package cruddur.toolkit.template;

import java.time.Duration;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a Schedule event, of which a rate is supported, not a cron expression. */
final class ScheduleReader {
  private static final Pattern RATE = Pattern.compile("rate\\((\\d+) (minute|hour|day)s?\\)");

  private ScheduleReader() {}

  static ScheduleDefinition read(TemplateSection properties) {
    properties.only(Set.of("Schedule", "Input"));
    return new ScheduleDefinition(interval(properties), properties.requiredText("Input"));
  }

  private static Duration interval(TemplateSection properties) {
    Matcher rate = RATE.matcher(properties.requiredText("Schedule"));
    if (!rate.matches()) {
      throw properties.failure(
          "Schedule", "the local system supports rates such as rate(1 day) only");
    }
    long value = Long.parseLong(rate.group(1));
    return switch (rate.group(2)) {
      case "minute" -> Duration.ofMinutes(value);
      case "hour" -> Duration.ofHours(value);
      default -> Duration.ofDays(value);
    };
  }
}
