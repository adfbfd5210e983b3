package cruddur.handler;

import cruddur.handler.fixture.ConversationFixture;
import cruddur.handler.fixture.JsonText;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A text of which nothing can be seen is blank. */
class InvisibleTextsTest extends ConversationFixture {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u2800",
        "\u3164",
        "\u115F\u1160",
        "\uFFA0",
        "\u00AD",
        "\u034F",
        "\u180E",
        "\u0301",
        "\uFE0F",
        "\uDB40\uDC41",
        "\uFDD0",
        "\uFFFF",
        "\u0378",
        "\u0085",
        " \u2800\u200B\t",
      })
  void aTextOfWhichNothingCanBeSeenIsRefused(String text) {
    system.refuses(
        system.createMessage(alpha, JsonText.object("message_group_uuid", group, "message", text)),
        422,
        "message_blank");
    system.refuses(
        system.createMessage(alpha, JsonText.object("handle", "beta", "message", text)),
        422,
        "message_blank");
    system.refuses(
        system.createMessageGroup(alpha, JsonText.object("handle", "beta", "message", text)),
        422,
        "message_blank");
  }
}
