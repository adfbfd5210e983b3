package cruddur.commands.legacy;

import cruddur.messaging.port.row.UserProfile;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;

/** Rows as the system that this one follows writes them, and its form of a moment. */
public final class LegacyRows {

  private LegacyRows() {}

  public static Map<String, String> messageGroup(
      String group, String lastMessageAt, UserProfile member, UserProfile other, String text) {
    return Map.of(
        "pk",
        "GRP#" + member.uuid(),
        "sk",
        lastMessageAt,
        "message_group_uuid",
        group,
        "message",
        text,
        "user_uuid",
        other.uuid(),
        "user_display_name",
        other.displayName(),
        "user_handle",
        other.handle());
  }

  public static Map<String, String> message(
      String group, String createdAt, UserProfile sender, String text) {
    return Map.of(
        "pk", "MSG#" + group,
        "sk", createdAt,
        "message", text,
        "message_uuid", UUID.randomUUID().toString(),
        "user_uuid", sender.uuid(),
        "user_display_name", sender.displayName(),
        "user_handle", sender.handle());
  }

  /** Python's {@code isoformat}: six digits of a fraction, or none where it is zero. */
  public static String isoFormat(Instant instant) {
    boolean isWhole = instant.equals(instant.truncatedTo(ChronoUnit.SECONDS));
    return DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss" + (isWhole ? "" : ".SSSSSS"))
        .withZone(ZoneOffset.UTC)
        .format(instant);
  }
}
