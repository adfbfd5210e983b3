package cruddur.commands.verification;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import cruddur.commands.deployment.DeploymentFaultException;
import java.util.ArrayList;
import java.util.List;

/**
 * What the checks have in common: two members of a conversation, a stranger, and what was said so
 * far.
 */
final class Scene {

  private final Member ash;
  private final Member birch;
  private final Member stranger;
  private final List<String> said = new ArrayList<>();
  private String group;

  /**
   * A scene before anything has happened.
   *
   * @param run tells this run's users from all others: lower-case letters and digits, 20 at most
   */
  Scene(String run) {
    ash = new Member("verify_" + run + "_a", "Verify Ash");
    birch = new Member("verify_" + run + "_b", "Verify Birch");
    stranger = new Member("verify_" + run + "_s", "Verify Stranger");
  }

  /** Starts the conversation. */
  Member ash() {
    return ash;
  }

  /** The other member. */
  Member birch() {
    return birch;
  }

  /** Of no conversation. */
  Member stranger() {
    return stranger;
  }

  List<Member> all() {
    return List.of(ash, birch, stranger);
  }

  List<Member> members() {
    return List.of(ash, birch);
  }

  Member otherThan(Member member) {
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
  String start(Api api, String text) throws DeploymentFaultException, InterruptedException {
    ObjectNode body =
        JsonNodeFactory.instance.objectNode().put("handle", birch.handle()).put("message", text);
    Answer answer = api.expect(200, ash.call(Route.CREATE_MESSAGE_GROUP).sending(body.toString()));
    group = answer.body().path("message_group_uuid").asText();
    said.add(text);
    return group;
  }

  /** Has a member post into the conversation. */
  Answer post(Api api, Member sender, String text)
      throws DeploymentFaultException, InterruptedException {
    Answer answer = api.expect(200, postCall(sender, text));
    said.add(text);
    return answer;
  }

  /** The call of a post, by whomever. */
  Call postCall(Member sender, String text) {
    ObjectNode body =
        JsonNodeFactory.instance.objectNode().put("message_group_uuid", group).put("message", text);
    return sender.call(Route.CREATE_MESSAGE).sending(body.toString());
  }
}
