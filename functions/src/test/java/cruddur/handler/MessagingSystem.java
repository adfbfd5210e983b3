package cruddur.handler;

import static cruddur.store.dynamodb.MessagesTable.PK;
import static cruddur.store.dynamodb.MessagesTable.SK;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import cruddur.messaging.UuidGenerator;
import cruddur.messaging.port.ObservedRows;
import cruddur.messaging.port.row.HandleRow;
import cruddur.messaging.port.row.UserProfile;
import cruddur.store.dynamodb.DynamoDbLocal;
import cruddur.store.dynamodb.DynamoDbRows;
import cruddur.store.dynamodb.FaultyHttp;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The seven functions on a table of their own in DynamoDB Local, fresh for every test: they are
 * called as AWS calls them, the clock stands still unless a test moves it, and uuids are numbered.
 * Register it as an instance field.
 *
 * <p>The stream is delivered when a test asks for it: {@link #deliver}.
 */
final class MessagingSystem implements BeforeEachCallback {

  /** The moment at which every test starts. */
  static final String START = "2026-11-22T13:07:40.123456Z";

  private final DynamoDbLocal dynamoDb = new DynamoDbLocal();

  private final SettableClock clock = new SettableClock(Instant.parse(START));
  private final RecordedLog log = new RecordedLog();
  private final AtomicLong lastId = new AtomicLong();
  private final AtomicLong lastSequenceNumber = new AtomicLong();
  private final Set<Map<String, String>> streamed = new HashSet<>();
  private ObservedRows rows;

  private ListMessages listMessages;
  private ListMessageGroups listMessageGroups;
  private CreateMessage createMessage;
  private CreateMessageGroup createMessageGroup;
  private ShowUserShort showUserShort;
  private RegisterUser registerUser;
  private RewriteMessageGroups rewriteMessageGroups;

  @Override
  public void beforeEach(ExtensionContext context) {
    dynamoDb.beforeEach(context);
    useClient(dynamoDb.client());
  }

  /** Starts all functions anew on another client of the same table. */
  void useClient(DynamoDbClient client) {
    rows = new ObservedRows(new DynamoDbRows(client, dynamoDb.tableName()));
    restart();
  }

  /** Starts all functions anew, on a wire that has faults. */
  void useHttp(FaultyHttp http) {
    useClient(http.clientTo(dynamoDb));
  }

  /** Starts all functions anew: what they kept in memory is gone. */
  void restart() {
    listMessages = new ListMessages(wiring());
    listMessageGroups = new ListMessageGroups(wiring());
    createMessage = new CreateMessage(wiring());
    createMessageGroup = new CreateMessageGroup(wiring());
    showUserShort = new ShowUserShort(wiring());
    registerUser = new RegisterUser(wiring());
    rewriteMessageGroups = new RewriteMessageGroups(wiring());
  }

  private Wiring wiring() {
    return new Wiring(
        Map.of("MESSAGES_TABLE", dynamoDb.tableName()),
        name -> rows,
        clock,
        new Wiring.Randomness(ids(), conflicts -> {}, () -> 0),
        log);
  }

  private UuidGenerator ids() {
    return () -> uuid(lastId.incrementAndGet());
  }

  /** The uuid of a number: those of a test count from 1. */
  static String uuid(long number) {
    return "00000000-0000-4000-8000-%012d".formatted(number);
  }

  /** The uuid that is given out next. */
  String nextUuid() {
    return uuid(lastId.get() + 1);
  }

  SettableClock clock() {
    return clock;
  }

  /** The structured log of all functions. */
  RecordedLog log() {
    return log;
  }

  ObservedRows rows() {
    return rows;
  }

  DynamoDbClient client() {
    return dynamoDb.client();
  }

  // ------------------------------------------------------------------------------------------------------------- HTTP

  ApiCall listMessages(SampleUser caller, String group) {
    return ApiCall.get(listMessages, "/api/messages/{message_group_uuid}")
        .path("message_group_uuid", group)
        .by(caller);
  }

  ApiCall listMessageGroups(SampleUser caller) {
    return ApiCall.get(listMessageGroups, "/api/message_groups").by(caller);
  }

  ApiCall createMessage(SampleUser caller, String body) {
    return ApiCall.post(createMessage, "/api/messages").by(caller).body(body);
  }

  ApiCall createMessageGroup(SampleUser caller, String body) {
    return ApiCall.post(createMessageGroup, "/api/message_groups").by(caller).body(body);
  }

  ApiCall showUserShort(String handle) {
    return ApiCall.get(showUserShort, "/api/users/{handle}/short").path("handle", handle);
  }

  /** Posts a text into a group. */
  FunctionResponse post(SampleUser sender, String group, String text) {
    FunctionResponse answer =
        createMessage(sender, JsonText.object("message_group_uuid", group, "message", text)).send();
    assertEquals(200, answer.status(), answer.body());
    return answer;
  }

  /** Posts a text to somebody, which starts their conversation. Returns its uuid. */
  String start(SampleUser sender, SampleUser receiver, String text) {
    FunctionResponse answer =
        createMessageGroup(sender, JsonText.object("handle", receiver.handle(), "message", text))
            .send();
    assertEquals(200, answer.status(), answer.body());
    return answer.field("message_group_uuid");
  }

  /**
   * The call is refused with exactly this; the table is as before, and the log names the codes and
   * holds nothing else of the request.
   */
  void refuses(ApiCall call, int status, String... codes) {
    Set<Map<String, AttributeValue>> before = items();
    log.takeLines();
    FunctionResponse answer = call.send();
    String json =
        JsonText.array(List.of(codes).stream().map(JsonText::string).toArray(String[]::new));
    assertEquals(
        new FunctionResponse(status, Map.of("content-type", "application/json"), json), answer);
    assertEquals(before, items());
    String line = log.takeLine();
    assertTrue(line.contains("\"codes\":" + json + ",\"status\":" + status), line);
    for (String given : call.givenTexts()) {
      assertFalse(line.contains(given), line);
    }
  }

  /** All that the functions, and the libraries they use, log meanwhile. */
  String logOf(Runnable work) {
    log.takeLines();
    try (CapturedOutput output = new CapturedOutput()) {
      work.run();
      return output.text() + String.join("\n", log.takeLines());
    }
  }

  // ---------------------------------------------------------------------------------------------------------- sign-up

  /** Signs a user up and confirms him. */
  SampleUser signUp(String handle) {
    String sub = "5ab00000-0000-4000-8000-" + "%012d".formatted(lastId.incrementAndGet());
    trigger(CognitoEvents.preSignUp(sub, handle));
    trigger(CognitoEvents.postConfirmation(sub, handle));
    return new SampleUser(sub, profile(handle));
  }

  /** Sends the event of a Cognito trigger. */
  Map<String, Object> trigger(Map<String, Object> event) {
    return registerUser.handleRequest(event, RemainingTime.PLENTY);
  }

  private UserProfile profile(String handle) {
    return ((HandleRow.Owned) rows.get(HandleRow.keyOf(handle)).orElseThrow()).profile();
  }

  // ----------------------------------------------------------------------------------------------------------- stream

  /** The records of messages inserted since this was last called, in their order. */
  List<DynamodbStreamRecord> takeStreamRecords() {
    return items().stream()
        .filter(item -> item.get(PK).s().startsWith("MSG#"))
        .map(MessagingSystem::strings)
        .filter(streamed::add)
        .sorted(Comparator.comparing(item -> item.get(SK)))
        .map(item -> StreamEvents.inserted(nextSequenceNumber(), item))
        .toList();
  }

  /** A sequence number behind all earlier ones. */
  String nextSequenceNumber() {
    return "%021d".formatted(100_000 + lastSequenceNumber.incrementAndGet());
  }

  /** Delivers all new messages in one batch, which must be finished. */
  void deliver() {
    assertEquals(List.of(), rewrite(StreamEvents.batch(takeStreamRecords())));
  }

  /** Delivers a batch. Returns the sequence numbers of the failures that are reported. */
  List<String> rewrite(DynamodbEvent batch) {
    return rewrite(batch, RemainingTime.PLENTY);
  }

  List<String> rewrite(DynamodbEvent batch, RemainingTime time) {
    StreamsEventResponse response = rewriteMessageGroups.handleRequest(batch, time);
    return response.getBatchItemFailures().stream()
        .map(BatchItemFailure::getItemIdentifier)
        .toList();
  }

  // ------------------------------------------------------------------------------------------------------------ table

  String tableName() {
    return dynamoDb.tableName();
  }

  /** All that the table holds, but for what is counted of recent use. */
  Set<Map<String, AttributeValue>> items() {
    return scanned().filter(item -> !isRecentUse(item)).collect(toSet());
  }

  /** What the table holds of recent use, by partition key: the uses in all windows together. */
  Map<String, Long> recentUse() {
    return scanned()
        .filter(MessagingSystem::isRecentUse)
        .collect(toMap(item -> item.get(PK).s(), MessagingSystem::uses));
  }

  private Stream<Map<String, AttributeValue>> scanned() {
    return client()
        .scanPaginator(scan -> scan.tableName(dynamoDb.tableName()).consistentRead(true))
        .items()
        .stream();
  }

  private static boolean isRecentUse(Map<String, AttributeValue> item) {
    return item.get(PK).s().startsWith("LIM#");
  }

  private static long uses(Map<String, AttributeValue> item) {
    return item.entrySet().stream()
        .filter(attribute -> attribute.getKey().startsWith("uses_"))
        .mapToLong(attribute -> Long.parseLong(attribute.getValue().n()))
        .sum();
  }

  /** The items of one partition, in the order of their sort keys; string attributes alone. */
  List<Map<String, String>> partition(String pk) {
    return items().stream()
        .filter(item -> item.get(PK).s().equals(pk))
        .map(MessagingSystem::strings)
        .sorted(Comparator.comparing(item -> item.get(SK)))
        .toList();
  }

  /** A member's group rows, in the order of their sort keys. */
  List<Map<String, String>> groupRows(SampleUser member) {
    return partition("GRP#" + member.uuid());
  }

  /** Puts an item as it is, as the source's tools do. */
  void putItem(Map<String, String> item) {
    client()
        .putItem(put ->
            put.tableName(dynamoDb.tableName())
                .item(
                    item.entrySet().stream()
                        .collect(
                            toMap(
                                Map.Entry::getKey,
                                entry -> AttributeValue.fromS(entry.getValue())))));
  }

  /** Puts an item with one attribute changed. */
  void putItem(Map<String, String> item, String attribute, String value) {
    Map<String, String> changed = new HashMap<>(item);
    changed.put(attribute, value);
    putItem(changed);
  }

  /** Deletes an item, as an operator might. */
  void deleteItem(String pk, String sk) {
    client()
        .deleteItem(delete ->
            delete
                .tableName(dynamoDb.tableName())
                .key(Map.of(PK, AttributeValue.fromS(pk), SK, AttributeValue.fromS(sk))));
  }

  /** The string attributes of an item. */
  static Map<String, String> strings(Map<String, AttributeValue> item) {
    return item.entrySet().stream()
        .filter(attribute -> attribute.getValue().s() != null)
        .collect(toMap(Map.Entry::getKey, attribute -> attribute.getValue().s()));
  }
}
