package cruddur.handler.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cruddur.handler.fixture.ApiCall;
import cruddur.handler.fixture.FunctionResponse;
import cruddur.handler.fixture.MessagingSystem;
import cruddur.handler.fixture.SampleUser;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Invalid values of the query parameters of both lists, {@code limit} and {@code cursor}. */
class PageParametersTest {

  @RegisterExtension final MessagingSystem system = new MessagingSystem();

  private SampleUser alpha;
  private String group;
  private String otherGroup;

  /** Alpha has two groups of two messages. */
  @BeforeEach
  void startTwoConversations() {
    alpha = system.signUp("alpha");
    group = system.start(alpha, system.signUp("beta"), "hello beta");
    otherGroup = system.start(alpha, system.signUp("gamma"), "hello gamma");
    system.clock().advance(Duration.ofSeconds(1));
    system.post(alpha, group, "hello again");
    system.post(alpha, otherGroup, "hello again");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-1",
        "101",
        "x",
        "1e1",
        "",
        " ",
        "1.0",
        "+1",
        " 1",
        "1 ",
        "0x10",
        "٣",
        "1,2",
        "1000",
        "99999999999",
      })
  void aLimitIsAWholeNumberFrom1To100(String limit) {
    system.refuses(system.listMessages(alpha, group).query("limit", limit), 422, "limit_invalid");
    system.refuses(system.listMessageGroups(alpha).query("limit", limit), 422, "limit_invalid");
  }

  @Test
  void leadingZerosOfALimitAreIgnored() {
    FunctionResponse response = system.listMessages(alpha, group).query("limit", "001").send();

    assertEquals(1, response.objects().size());
    assertEquals("1", response.next().orElseThrow().get("limit"));
  }

  @Test
  void allErrorsOfThePageAreListed() {
    system.refuses(
        system.listMessages(alpha, group).query("limit", "0").query("cursor", "x"),
        400,
        "limit_invalid",
        "cursor_invalid");
  }

  @Test
  void allErrorsOfTheListOfGroupsAreListed() {
    ApiCall list = system.listMessageGroups(alpha).query("hidden", "x").query("limit", "0");
    system.refuses(list, 422, "hidden_invalid", "limit_invalid");
    system.refuses(
        list.query("cursor", "zz"), 400, "hidden_invalid", "limit_invalid", "cursor_invalid");
  }

  /** With an invalid parameter it is unknown which of the two lists was meant. */
  @Test
  void aCursorOfEitherListOfGroupsIsNoFurtherError() {
    ApiCall list = system.listMessageGroups(alpha).query("hidden", "x");
    system.refuses(
        list.query("cursor", cursorOf(system.listMessageGroups(alpha))), 422, "hidden_invalid");
    system.refuses(
        list.query("cursor", Cursor.encode("message_groups/hidden", "2026")),
        422,
        "hidden_invalid");
  }

  @Test
  void aCursorWithAnyCharacterChangedIsRefused() {
    String cursor = cursorOf(system.listMessages(alpha, group));
    for (int i = 0; i < cursor.length(); i++) {
      char other = cursor.charAt(i) == 'A' ? 'B' : 'A';
      refusesCursor(cursor.substring(0, i) + other + cursor.substring(i + 1));
    }
  }

  @Test
  void aCursorCutAnywhereIsRefused() {
    String cursor = cursorOf(system.listMessages(alpha, group));
    for (int length = 0; length < cursor.length(); length++) {
      refusesCursor(cursor.substring(0, length));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"=", "==", "A", "AAAA", " ", "\n", "%", ",", "é", "\0"})
  void aCursorWithAnythingAddedIsRefused(String added) {
    String cursor = cursorOf(system.listMessages(alpha, group));

    refusesCursor(cursor + added);
    refusesCursor(added + cursor);
  }

  @Test
  void aCursorOfAnotherListIsRefused() {
    refusesCursor(cursorOf(system.listMessageGroups(alpha)));
    refusesCursor(cursorOf(system.listMessages(alpha, otherGroup)));
    system.refuses(
        system
            .listMessageGroups(alpha)
            .query("cursor", cursorOf(system.listMessages(alpha, group))),
        400,
        "cursor_invalid");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "undefined", "0", "AAAAAAAA", "../..", "{}"})
  void aStringThatIsNotACursorIsRefused(String cursor) {
    refusesCursor(cursor);
  }

  @Test
  void aCursorWithAnImpossibleSortKeyIsRefused() {
    // Its checksum is valid: it needs no secret, so anybody can compute it.
    refusesCursor(Cursor.encode("messages/" + group, "9".repeat(1025)));
  }

  private void refusesCursor(String cursor) {
    system.refuses(
        system.listMessages(alpha, group).query("cursor", cursor), 400, "cursor_invalid");
  }

  private static String cursorOf(ApiCall list) {
    return list.query("limit", "1").send().next().orElseThrow().get("cursor");
  }
}
