package cruddur.commands.verification;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import cruddur.commands.deployment.DeploymentFailureException;
import java.util.ArrayList;
import java.util.List;

/**
 * What the checks have in common: two members of a conversation, a stranger, and what was said so
 * far.
 */
final class TestConversation {

  private final TestUser ash;
  private final TestUser birch;
  private final TestUser stranger;
  private final List<String> said = new ArrayList<>();
  private String group;

  /**
   * A scene before anything has happened.
   *
   * @param run tells this run's users from all others: lower-case letters and digits, 20 at most
   */
  TestConversation(String run) {
    ash = new TestUser("verify_" + run + "_a", "Verify Ash");
    birch = new TestUser("verify_" + run + "_b", "Verify Birch");
    stranger = new TestUser("verify_" + run + "_s", "Verify Stranger");
  }

  /** Starts the conversation. */
  TestUser ash() {
    return ash;
  }

  /** The other member. */
  TestUser birch() {
    return birch;
  }

  /** Of no conversation. */
  TestUser stranger() {
    return stranger;
  }

  List<TestUser> all() {
    return List.of(ash, birch, stranger);
  }

  List<TestUser> members() {
    return List.of(ash, birch);
  }

  TestUser otherThan(TestUser member) {
    return member == ash ? birch : ash;
  }

  /** The uuid of the conversation, once started. */
  String group() {
    return group;
  }

  /** What was said, the newest last. */
  List<String> said() {
    return said;
  }

  /** Has the first member start the conversation, or go on with it. */
  String start(Api api, String text) throws DeploymentFailureException, InterruptedException {
    ObjectNode body =
        JsonNodeFactory.instance.objectNode().put("handle", birch.handle()).put("message", text);
    ApiResponse response =
        api.expect(200, ash.call(ApiRoute.CREATE_MESSAGE_GROUP).sending(body.toString()));
    group = response.body().path("message_group_uuid").asText();
    said.add(text);
    return group;
  }

  /** Has a member post into the conversation. */
  ApiResponse post(Api api, TestUser sender, String text)
      throws DeploymentFailureException, InterruptedException {
    ApiResponse response = api.expect(200, postCall(sender, text));
    said.add(text);
    return response;
  }

  /** The call of a post, by whomever. */
  ApiRequest postCall(TestUser sender, String text) {
    ObjectNode body =
        JsonNodeFactory.instance.objectNode().put("message_group_uuid", group).put("message", text);
    return sender.call(ApiRoute.CREATE_MESSAGE).sending(body.toString());
  }
}
