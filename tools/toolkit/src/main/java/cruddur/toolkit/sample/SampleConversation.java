package cruddur.toolkit.sample;

import cruddur.messaging.port.row.Message;
import cruddur.messaging.port.row.MessageUuids;
import cruddur.messaging.port.row.Timestamp;
import cruddur.messaging.port.row.UserProfile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The conversation of two sample users, read from a file of this package with their handles as its
 * name.
 */
public record SampleConversation(List<Line> lines) {

  /**
   * A message.
   *
   * @param handle its sender
   * @param pause the time since the message before
   */
  public record Line(String handle, Duration pause, String text) {}

  /** The conversation of Inês and Tarek, the longer one. */
  public static SampleConversation ofInesAndTarek() {
    return between(SampleUsers.INES, SampleUsers.TAREK);
  }

  /** The conversation of two sample users, in the order of the file's name. */
  public static SampleConversation between(LocalUser one, LocalUser other) {
    String name = one.handle() + "-" + other.handle() + ".txt";
    try (InputStream file = SampleConversation.class.getResourceAsStream(name)) {
      return new SampleConversation(
          new String(file.readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .filter(line -> !line.startsWith("#"))
              .map(SampleConversation::line)
              .toList());
    } catch (IOException e) {
      throw new UncheckedIOException(name + " could not be read", e);
    }
  }

  /** The time from the first message to the last. */
  public Duration length() {
    return lines.stream().skip(1).map(Line::pause).reduce(Duration.ZERO, Duration::plus);
  }

  /**
   * Returns the messages, the oldest first. Their uuids differ between runs in their time only.
   *
   * @param senders the profiles by handle
   * @param end when the last message was written
   */
  public List<Message> messages(String groupUuid, Map<String, UserProfile> senders, Instant end) {
    Instant at = end.minus(length()).minus(lines.getFirst().pause());
    List<Message> messages = new ArrayList<>();
    for (Line line : lines) {
      at = at.plus(line.pause());
      Timestamp createdAt = Timestamp.of(at);
      String name = "message " + messages.size() + " of " + groupUuid;
      messages.add(
          new Message(
              MessageUuids.at(createdAt, SampleUuids.of(name)),
              groupUuid,
              createdAt,
              senders.get(line.handle()),
              line.text()));
    }
    return messages;
  }

  private static Line line(String text) {
    String[] parts = text.split(" ", 3);
    return new Line(parts[0], Duration.ofMinutes(Long.parseLong(parts[1])), parts[2]);
  }
}
