package cruddur.handler.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cruddur.handler.fixture.ApiCall;
import cruddur.handler.fixture.FunctionResponse;
import cruddur.handler.fixture.MessagingSystem;
import cruddur.handler.fixture.SampleUser;
import cruddur.messaging.port.PutCondition.KeyIsFree;
import cruddur.messaging.port.row.Message;
import cruddur.messaging.port.row.MessageGroup;
import cruddur.messaging.port.row.Timestamp;
import cruddur.messaging.port.row.UserProfile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Both lists, page by page, following the {@code Link} to the next page. */
class PagingTest {

  private static final int COUNT = 45;

  @RegisterExtension final MessagingSystem system = new MessagingSystem();

  private SampleUser alpha;
  private String group;

  /** Alpha has 45 groups, and in one of them 45 messages. */
  @BeforeEach
  void fill() {
    alpha = system.signUp("alpha");
    group = groupUuid(COUNT);
    for (int i = 1; i <= COUNT; i++) {
      Message last = message(groupUuid(i), i);
      put(
          MessageGroup.showing(
              last, alpha.uuid(), new UserProfile("other-" + i, "other" + i, "Other " + i)));
      system.rows().put(message(group, i), new KeyIsFree());
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 45", "20, 3", "44, 2", "45, 1", "46, 1", "100, 1", "15, 3", "9, 5"})
  void thePagesOfMessagesAreTheWholeConversation(int limit, int pages) {
    List<List<String>> read = pages(system.listMessages(alpha, group).query("limit", "" + limit));

    assertEquals(pages, read.size());
    assertEquals(sizes(limit), read.stream().map(List::size).toList());
    assertEquals(numbered(1, COUNT), read.reversed().stream().flatMap(List::stream).toList());
  }

  @ParameterizedTest
  @CsvSource({"1, 45", "20, 3", "44, 2", "45, 1", "46, 1", "100, 1", "15, 3", "9, 5"})
  void thePagesOfGroupsAreTheWholeList(int limit, int pages) {
    List<List<String>> read = pages(system.listMessageGroups(alpha).query("limit", "" + limit));

    assertEquals(pages, read.size());
    assertEquals(sizes(limit), read.stream().map(List::size).toList());
    assertEquals(numbered(1, COUNT).reversed(), read.stream().flatMap(List::stream).toList());
  }

  @Test
  void withoutALimitAPageHasTheNewestTwentyItems() {
    assertEquals(numbered(26, 45), system.listMessages(alpha, group).send().each("message"));
    assertEquals(
        numbered(26, 45).reversed(), system.listMessageGroups(alpha).send().each("message"));
  }

  @Test
  void theLinkNamesTheNextPageOfTheSameList() {
    FunctionResponse messages = system.listMessages(alpha, group).query("limit", "7").send();
    assertEquals(
        "</api/messages/%s?limit=7&cursor=%s>; rel=\"next\""
            .formatted(group, Cursor.encode("messages/" + group, timestamp(39).text())),
        messages.header("link"));

    FunctionResponse groups = system.listMessageGroups(alpha).send();
    assertEquals(
        "</api/message_groups?limit=20&cursor=%s>; rel=\"next\""
            .formatted(Cursor.encode("message_groups", timestamp(26).text())),
        groups.header("link"));
  }

  @Test
  void aNewMessageDoesNotShiftTheNextPage() {
    FunctionResponse first = system.listMessages(alpha, group).send();
    system.rows().put(message(group, COUNT + 1), new KeyIsFree());

    FunctionResponse second =
        system.listMessages(alpha, group).query(first.next().orElseThrow()).send();

    assertEquals(numbered(6, 25), second.each("message"));
  }

  @Test
  void pagesCrossANewYear() {
    SampleUser beta = system.signUp("beta");
    system.clock().set("2026-12-31T23:59:59.999999Z");
    String withBeta = system.start(alpha, beta, "last year");
    system.clock().set("2027-01-01T00:00:00Z");
    system.post(beta, withBeta, "this year");
    system.deliver();

    assertEquals(
        List.of("last year", "this year"),
        system.listMessages(alpha, withBeta).send().each("message"));
    FunctionResponse page = system.listMessages(alpha, withBeta).query("limit", "1").send();
    assertEquals(List.of("2027-01-01T00:00:00.000000+00:00"), page.each("created_at"));
    FunctionResponse older =
        system.listMessages(alpha, withBeta).query(page.next().orElseThrow()).send();
    assertEquals(List.of("2026-12-31T23:59:59.999999+00:00"), older.each("created_at"));
    List<String> groups =
        system.listMessageGroups(alpha).query("limit", "2").send().each("message");
    assertEquals(List.of("this year", "number 45"), groups);
  }

  /** The texts on each page, following the links. */
  private static List<List<String>> pages(ApiCall list) {
    List<List<String>> pages = new ArrayList<>();
    FunctionResponse page = list.send();
    pages.add(page.each("message"));
    while (page.next().isPresent()) {
      Map<String, String> next = page.next().get();
      page = list.query(next).send();
      pages.add(page.each("message"));
    }
    return pages;
  }

  private static List<Integer> sizes(int limit) {
    List<Integer> sizes = new ArrayList<>();
    for (int left = COUNT; left > 0; left -= limit) {
      sizes.add(Math.min(left, limit));
    }
    return sizes;
  }

  private static List<String> numbered(int first, int last) {
    return IntStream.rangeClosed(first, last).mapToObj(i -> "number " + i).toList();
  }

  private void put(MessageGroup row) {
    system.rows().put(row, new KeyIsFree());
  }

  private Message message(String groupUuid, int number) {
    return new Message(
        "message-" + number, groupUuid, timestamp(number), alpha.profile(), "number " + number);
  }

  private static Timestamp timestamp(int number) {
    return Timestamp.of(Instant.parse("2026-11-01T00:00:00Z").plusSeconds(number));
  }

  private static String groupUuid(int number) {
    return "d4d4d4d4-0000-4000-8000-%012d".formatted(number);
  }
}
