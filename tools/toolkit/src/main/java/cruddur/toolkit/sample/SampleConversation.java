package cruddur.toolkit.sample;

import cruddur.messaging.port.row.Message;
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
 * What two sample users have written to each other, read from a file of this package named after
 * them.
 */
public record SampleConversation(List<Line> lines) {

  /** A message: who wrote it, how long after the one before, and what. */
  public record Line(String handle, Duration pause, String text) {}

  /** That of Inês and Tarek, the longer one. */
  public static SampleConversation ofInesAndTarek() {
    return between(SampleUsers.INES, SampleUsers.TAREK);
  }

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
      throw new UncheckedIOException(name + " cannot be read", e);
    }
  }

  /** From the first message to the last. */
  public Duration length() {
    return lines.stream().skip(1).map(Line::pause).reduce(Duration.ZERO, Duration::plus);
  }

  /**
   * The messages, the oldest first. Their uuids are the same in every run.
   *
   * @param senders by handle
   * @param end when the last one was written
   */
  public List<Message> messages(String groupUuid, Map<String, UserProfile> senders, Instant end) {
    Instant at = end.minus(length()).minus(lines.getFirst().pause());
    List<Message> messages = new ArrayList<>();
    for (Line line : lines) {
      at = at.plus(line.pause());
      messages.add(
          new Message(
              SampleUuids.of("message " + messages.size() + " of " + groupUuid),
              groupUuid,
              Timestamp.of(at),
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
