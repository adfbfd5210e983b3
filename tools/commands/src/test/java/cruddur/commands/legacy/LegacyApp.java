package cruddur.commands.legacy;

import static java.util.stream.Collectors.toMap;

import cruddur.handler.legacy.LegacyRows;
import cruddur.local.dynamodb.DynamoDbEndpoint;
import cruddur.local.stream.Checkpoints;
import cruddur.local.stream.EventSourceMapping;
import cruddur.local.stream.InMemoryFailureQueue;
import cruddur.local.stream.RetryDelays;
import cruddur.local.stream.StreamObserver;
import cruddur.local.stream.TableStream;
import cruddur.messaging.port.row.UserProfile;
import cruddur.toolkit.template.StreamDefinition;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * Cruddur's Flask app on a table: makes the same requests as its seed script and API, with its
 * stream handler and event source mapping.
 */
public final class LegacyApp {

  /** One record per batch, no filter, unlimited retries. */
  private static final StreamDefinition STREAM =
      new StreamDefinition(
          1,
          Duration.ZERO,
          1,
          false,
          false,
          -1,
          Duration.ofSeconds(-1),
          List.of(),
          "TRIM_HORIZON",
          Optional.empty());

  private final DynamoDbEndpoint dynamoDb;
  private final String table;
  private final InstantSource clock;

  /** An event source mapping that is enabled again continues where it stopped. */
  private final Checkpoints checkpoints = Checkpoints.inMemory();

  public LegacyApp(DynamoDbEndpoint dynamoDb, String table, InstantSource clock) {
    this.dynamoDb = dynamoDb;
    this.table = table;
    this.clock = clock;
  }

  /**
   * Writes what its seed script writes: timestamps without offset, group rows with a text that no
   * message has, and older messages.
   */
  public void seed(String group, UserProfile one, UserProfile other, String... texts) {
    String now = timestampWithoutOffset();
    put(LegacyRows.messageGroup(one, other, group, now, "no message"));
    put(LegacyRows.messageGroup(other, one, group, now, "no message"));
    for (String text : texts) {
      put(
          LegacyRows.message(
              one, group, isoFormat(clock.instant().minus(Duration.ofDays(1))), text));
    }
  }

  /** Starts a conversation as its API does: three items in one batch, with one timestamp. */
  public String start(UserProfile starter, UserProfile other, String text) {
    String group = UUID.randomUUID().toString();
    String now = isoFormat(clock.instant()) + "+00:00";
    List<WriteRequest> items =
        List.of(
                LegacyRows.messageGroup(starter, other, group, now, text),
                LegacyRows.messageGroup(other, starter, group, now, text),
                LegacyRows.message(starter, group, now, text))
            .stream()
            .map(item -> WriteRequest.builder().putRequest(putOf(item)).build())
            .toList();
    dynamoDb
        .tables()
        .batchWriteItem(BatchWriteItemRequest.builder().requestItems(Map.of(table, items)).build());
    return group;
  }

  /** Posts a message as its API does, with a timestamp without offset. */
  public void post(String group, UserProfile sender, String text) {
    put(LegacyRows.message(sender, group, timestampWithoutOffset(), text));
  }

  /** A member's message groups, newest first, as its API reads them: {@code GROUP TEXT}. */
  public List<String> groupsOf(UserProfile member) {
    return newest("GRP#" + member.uuid()).stream()
        .map(item -> item.get("message_group_uuid").s() + " " + item.get("message").s())
        .toList();
  }

  /** The texts of a message group, oldest first, as its API reads them. */
  public List<String> messagesOf(String group) {
    return newest("MSG#" + group).reversed().stream().map(item -> item.get("message").s()).toList();
  }

  /** The items that its scan script prints: one page of the table. */
  public List<Map<String, AttributeValue>> scan() {
    return dynamoDb.tables().scan(scan -> scan.tableName(table)).items();
  }

  /** Enables its event source mapping; closing disables it. */
  public EventSourceMapping enableEventSourceMapping(String streamArn) {
    return EventSourceMapping.start(
        STREAM,
        new EventSourceMapping.Source(dynamoDb.streams(), TableStream.of(streamArn), checkpoints),
        new EventSourceMapping.Target(
            "cruddur-messaging-stream",
            new LegacyStreamHandler(dynamoDb.tables(), table),
            new InMemoryFailureQueue(new PrintStream(PrintStream.nullOutputStream()))),
        StreamObserver.NONE,
        new EventSourceMapping.Timing(Clock.systemUTC(), RetryDelays.SHORT));
  }

  private List<Map<String, AttributeValue>> newest(String pk) {
    return dynamoDb
        .tables()
        .query(query ->
            query
                .tableName(table)
                .keyConditionExpression("pk = :pk AND begins_with(sk,:year)")
                .scanIndexForward(false)
                .limit(20)
                .expressionAttributeValues(
                    Map.of(
                        ":year",
                        AttributeValue.fromS(timestampWithoutOffset().substring(0, 4)),
                        ":pk",
                        AttributeValue.fromS(pk))))
        .items();
  }

  private void put(Map<String, String> item) {
    dynamoDb.tables().putItem(put -> put.tableName(table).item(putOf(item).item()));
  }

  private static PutRequest putOf(Map<String, String> item) {
    return PutRequest.builder()
        .item(
            item.entrySet().stream()
                .collect(
                    toMap(
                        Map.Entry::getKey,
                        attribute -> AttributeValue.fromS(attribute.getValue()))))
        .build();
  }

  private String timestampWithoutOffset() {
    return isoFormat(clock.instant());
  }

  /** Python's {@code isoformat}: six digits of a fraction, or no fraction if it is zero. */
  private static String isoFormat(Instant instant) {
    boolean isWhole = instant.equals(instant.truncatedTo(ChronoUnit.SECONDS));
    return DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss" + (isWhole ? "" : ".SSSSSS"))
        .withZone(ZoneOffset.UTC)
        .format(instant);
  }
}
