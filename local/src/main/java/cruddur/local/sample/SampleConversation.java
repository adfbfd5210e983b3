package cruddur.local.sample;

import cruddur.conversation.rows.Message;
import cruddur.conversation.rows.Timestamp;
import cruddur.conversation.rows.UserProfile;
import cruddur.local.cognito.User;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What two sample users have written to each other, read from a file of this package named after them. */
record SampleConversation(List<Line> lines) {

  /** A message: who wrote it, how long after the one before, and what. */
  record Line(String handle, Duration pause, String text) {}

  static SampleConversation between(User one, User other) {
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

  /**
   * The messages, the oldest first.
   *
   * @param senders by handle
   * @param end when the last one was written
   */
  List<Message> messages(String groupUuid, Map<String, UserProfile> senders, Instant end) {
    Duration length = lines.stream().skip(1).map(Line::pause).reduce(Duration.ZERO, Duration::plus);
    Instant at = end.minus(length).minus(lines.getFirst().pause());
    List<Message> messages = new ArrayList<>();
    for (Line line : lines) {
      at = at.plus(line.pause());
      messages.add(
          new Message(
              UUID.randomUUID().toString(), groupUuid, Timestamp.of(at), senders.get(line.handle()), line.text()));
    }
    return messages;
  }

  private static Line line(String text) {
    String[] parts = text.split(" ", 3);
    return new Line(parts[0], Duration.ofMinutes(Long.parseLong(parts[1])), parts[2]);
  }
}
