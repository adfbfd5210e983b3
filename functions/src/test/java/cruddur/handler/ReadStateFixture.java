package cruddur.handler;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cruddur.handler.fixture.ApiCall;
import cruddur.handler.fixture.ConversationFixture;
import cruddur.handler.fixture.FunctionResponse;
import cruddur.handler.fixture.JsonText;
import cruddur.handler.fixture.SampleUser;
import java.time.Duration;
import java.util.List;

/** A conversation whose read states change. */
abstract class ReadStateFixture extends ConversationFixture {

  /** The time of the first message, in the API's form. */
  static final String FIRST = "2026-11-22T13:07:40.123456+00:00";

  static final String LATER = "2026-11-22T13:07:41.000000+00:00";

  final ApiCall markRead(SampleUser user, String upTo) {
    return system.markRead(user, group, JsonText.object("up_to", upTo));
  }

  final ApiCall hide(SampleUser user, String upTo) {
    return system.hide(user, group, JsonText.object("up_to", upTo));
  }

  final ApiCall bringBack(SampleUser user, String upTo) {
    return system.bringBack(user, group).query("up_to", upTo);
  }

  final ApiCall clear(SampleUser user, String upTo) {
    return system.clear(user, group).query("up_to", upTo);
  }

  /** Asserts that a marker stands afterwards. */
  final void assertMarker(String upTo, ApiCall call) {
    FunctionResponse response = call.send();
    assertEquals(200, response.status(), response.body());
    assertEquals(JsonText.object("message_group_uuid", group, "up_to", upTo), response.body());
  }

  /** Posts a message and processes the stream. Returns the time of the message. */
  final String post(SampleUser sender, String text) {
    system.clock().advance(Duration.ofSeconds(1));
    String createdAt = system.post(sender, group, text).field("created_at");
    system.deliver();
    return createdAt;
  }

  /** The counts in a user's list, newest group first. */
  final List<String> unread(SampleUser user) {
    return system.listMessageGroups(user).send().each("unread_count");
  }

  final List<String> groups(SampleUser user) {
    return system.listMessageGroups(user).send().each("uuid");
  }

  final List<String> hiddenGroups(SampleUser user) {
    return system.listMessageGroups(user).query("hidden", "true").send().each("uuid");
  }

  final List<String> messages(SampleUser user) {
    return system.listMessages(user, group).send().each("message");
  }
}
