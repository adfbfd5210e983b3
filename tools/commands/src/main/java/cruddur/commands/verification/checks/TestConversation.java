package cruddur.commands.verification.checks;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import cruddur.commands.deployment.DeploymentFailureException;
import cruddur.commands.verification.api.Api;
import cruddur.commands.verification.api.ApiRequest;
import cruddur.commands.verification.api.ApiResponse;
import cruddur.commands.verification.api.ApiRoute;
import java.util.ArrayList;
import java.util.List;

/**
 * The state that checks share: two members of a conversation, a stranger, and all messages posted.
 */
public final class TestConversation {

  private final TestUser ash;
  private final TestUser birch;
  private final TestUser stranger;
  private final List<String> posted = new ArrayList<>();
  private String groupUuid;

  /**
   * A conversation that is not started yet.
   *
   * @param run makes this run's handles unique: at most 20 lowercase letters and digits
   */
  public TestConversation(String run) {
    ash = new TestUser("verify_" + run + "_a", "Verify Ash");
    birch = new TestUser("verify_" + run + "_b", "Verify Birch");
    stranger = new TestUser("verify_" + run + "_s", "Verify Stranger");
  }

  /** The member who starts the conversation. */
  TestUser ash() {
    return ash;
  }

  /** The other member. */
  TestUser birch() {
    return birch;
  }

  /** A non-member. */
  TestUser stranger() {
    return stranger;
  }

  public List<TestUser> all() {
    return List.of(ash, birch, stranger);
  }

  public List<TestUser> members() {
    return List.of(ash, birch);
  }

  TestUser otherMember(TestUser member) {
    return member == ash ? birch : ash;
  }

  /** The message group's uuid, once started. */
  public String groupUuid() {
    return groupUuid;
  }

  /** The texts posted, newest last. */
  List<String> posted() {
    return posted;
  }

  /** Starts or continues the conversation as Ash; returns the message group's uuid. */
  public String start(Api api, String text)
      throws DeploymentFailureException, InterruptedException {
    ObjectNode body =
        JsonNodeFactory.instance.objectNode().put("handle", birch.handle()).put("message", text);
    ApiResponse response =
        api.expect(200, ash.request(ApiRoute.CREATE_MESSAGE_GROUP).withBody(body.toString()));
    groupUuid = response.body().path("message_group_uuid").asText();
    posted.add(text);
    return groupUuid;
  }

  /** Posts a message as a member. */
  public ApiResponse post(Api api, TestUser sender, String text)
      throws DeploymentFailureException, InterruptedException {
    ApiResponse response = api.expect(200, postRequest(sender, text));
    posted.add(text);
    return response;
  }

  /** The request that posts a message as any user. */
  ApiRequest postRequest(TestUser sender, String text) {
    ObjectNode body =
        JsonNodeFactory.instance
            .objectNode()
            .put("message_group_uuid", groupUuid)
            .put("message", text);
    return sender.request(ApiRoute.CREATE_MESSAGE).withBody(body.toString());
  }
}
