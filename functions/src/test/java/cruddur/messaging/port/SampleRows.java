package cruddur.messaging.port;

import cruddur.messaging.port.row.IdempotencyRecord;
import cruddur.messaging.port.row.Message;
import cruddur.messaging.port.row.MessageGroup;
import cruddur.messaging.port.row.Pair;
import cruddur.messaging.port.row.RowKey;
import cruddur.messaging.port.row.Timestamp;
import cruddur.messaging.port.row.UsageWindows;
import cruddur.messaging.port.row.UserProfile;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** Rows for tests: three users, two groups, and timestamps counted in microseconds. */
public final class SampleRows {

  public static final UserProfile ALPHA =
      new UserProfile("a1a1a1a1-0000-4000-8000-000000000001", "alpha", "Sample Alpha");
  public static final UserProfile BETA =
      new UserProfile("b2b2b2b2-0000-4000-8000-000000000002", "beta", "Sample Beta");
  public static final UserProfile GAMMA =
      new UserProfile("c3c3c3c3-0000-4000-8000-000000000003", "gamma", "Sample Gamma");

  /** The group of alpha and beta. */
  public static final String GROUP = "d4d4d4d4-0000-4000-8000-00000000000a";

  /** The group of alpha and gamma. */
  public static final String OTHER_GROUP = "e5e5e5e5-0000-4000-8000-00000000000b";

  private static final Instant START = Instant.parse("2026-11-22T13:07:40Z");

  private SampleRows() {}

  /** The timestamp a number of microseconds after a fixed start. */
  public static Timestamp moment(int micros) {
    return Timestamp.of(START.plusNanos(micros * 1_000L));
  }

  /** A message of alpha in {@link #GROUP}. */
  public static Message message(int micros) {
    return messageOf(GROUP, moment(micros));
  }

  /** A message of alpha in a group, with a uuid and text of its own. */
  public static Message messageOf(String groupUuid, Timestamp createdAt) {
    String name = groupUuid.charAt(0) + " at " + createdAt.text();
    return new Message("uuid of " + name, groupUuid, createdAt, ALPHA, "text of " + name);
  }

  /** Alpha's row of the group with beta. */
  public static MessageGroup rowOfAlpha(int micros) {
    return MessageGroup.showing(message(micros), ALPHA.uuid(), BETA);
  }

  /** Beta's row of the group with alpha. */
  public static MessageGroup rowOfBeta(int micros) {
    return MessageGroup.showing(message(micros), BETA.uuid(), ALPHA);
  }

  /** Alpha's row of the group with gamma. */
  public static MessageGroup otherRowOfAlpha(int micros) {
    return MessageGroup.showing(messageOf(OTHER_GROUP, moment(micros)), ALPHA.uuid(), GAMMA);
  }

  /** The pair of alpha and beta. */
  public static Pair pair(String groupUuid) {
    return new Pair(RowKey.OfPair.of(ALPHA.uuid(), BETA.uuid()), groupUuid);
  }

  /** The record of a message of alpha; all have the same key. */
  public static IdempotencyRecord idempotencyRecord(int micros, Instant expiresAt) {
    return IdempotencyRecord.of(
        new RowKey.OfIdempotencyRecord(ALPHA.uuid(), "some-key"),
        "digest of the first",
        message(micros),
        expiresAt);
  }

  /** Alpha's usage under the limit of messages. */
  public static UsageWindows usage(
      Map<Instant, Long> uses, Map<Instant, Duration> debts, Instant expiresAt) {
    return new UsageWindows(
        new RowKey.OfUsageWindows("messages", ALPHA.uuid()),
        new TreeMap<>(uses),
        new TreeMap<>(debts),
        expiresAt);
  }
}
