package cruddur.messaging.live;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The channel of a user's live events, {@code /members/<user_uuid>}. */
public final class MemberChannel {

  /** The channel namespace in template.yaml. */
  static final String NAMESPACE = "members";

  /** What AppSync accepts as a segment of a channel. An asterisk would address many channels. */
  private static final Pattern SEGMENT =
      Pattern.compile("[A-Za-z0-9]([A-Za-z0-9-]{0,48}[A-Za-z0-9])?");

  private MemberChannel() {}

  /** The path of a user's channel; empty if the uuid cannot be part of a channel. */
  public static Optional<String> of(String userUuid) {
    return Optional.of(userUuid)
        .filter(uuid -> SEGMENT.matcher(uuid).matches())
        .map(uuid -> "/" + NAMESPACE + "/" + uuid);
  }

  /** Whether the segments of a channel are exactly those of a user's own channel. */
  static boolean isOf(String userUuid, List<String> segments) {
    return of(userUuid).isPresent() && segments.equals(List.of(NAMESPACE, userUuid));
  }
}
