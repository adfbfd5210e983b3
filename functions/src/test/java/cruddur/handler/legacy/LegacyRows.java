package cruddur.handler.legacy;

import static java.nio.charset.StandardCharsets.UTF_8;

import cruddur.handler.fixture.SampleUser;
import cruddur.messaging.port.row.UserProfile;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Rows as Cruddur's Flask app writes them: the attributes of its {@code bin/ddb/seed}, its API
 * ({@code lib/ddb.py}) and its stream handler, and Python's three forms of a timestamp.
 */
public final class LegacyRows {

  /** {@code datetime.now(timezone.utc).astimezone().isoformat()}: when a group is started. */
  static final String WITH_OFFSET = "2026-11-21T09:30:00.250000+00:00";

  /** {@code datetime.now().isoformat()}: the seed, and messages in an existing group. */
  static final String NAIVE = "2026-11-21T09:30:01.500000";

  /** Either, at a whole second. */
  static final String WITHOUT_FRACTION = "2026-11-21T09:30:02";

  private LegacyRows() {}

  /** A member's row of a group. */
  public static Map<String, String> messageGroup(
      UserProfile member, UserProfile other, String group, String lastMessageAt, String lastText) {
    return Map.of(
        "pk",
        "GRP#" + member.uuid(),
        "sk",
        lastMessageAt,
        "message_group_uuid",
        group,
        "message",
        lastText,
        "user_uuid",
        other.uuid(),
        "user_display_name",
        other.displayName(),
        "user_handle",
        other.handle());
  }

  static Map<String, String> messageGroup(
      SampleUser member, SampleUser other, String group, String lastMessageAt, String lastText) {
    return messageGroup(member.profile(), other.profile(), group, lastMessageAt, lastText);
  }

  /** Both members' rows of a group. */
  static List<Map<String, String>> messageGroups(
      SampleUser member, SampleUser other, String group, String lastMessageAt, String lastText) {
    return List.of(
        messageGroup(member, other, group, lastMessageAt, lastText),
        messageGroup(other, member, group, lastMessageAt, lastText));
  }

  /** A group row as this service writes it: it also names the sender of its message. */
  static Map<String, String> withSender(Map<String, String> groupRow, SampleUser sender) {
    Map<String, String> written = new HashMap<>(groupRow);
    written.put("message_user_uuid", sender.uuid());
    return written;
  }

  /** A message. */
  public static Map<String, String> message(
      UserProfile sender, String group, String createdAt, String text) {
    return Map.of(
        "pk", "MSG#" + group,
        "sk", createdAt,
        "message_uuid", UUID.nameUUIDFromBytes((group + createdAt).getBytes(UTF_8)).toString(),
        "message", text,
        "user_uuid", sender.uuid(),
        "user_display_name", sender.displayName(),
        "user_handle", sender.handle());
  }

  static Map<String, String> message(
      SampleUser sender, String group, String createdAt, String text) {
    return message(sender.profile(), group, createdAt, text);
  }
}
