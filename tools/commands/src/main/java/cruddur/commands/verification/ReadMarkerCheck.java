package cruddur.commands.verification;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import cruddur.commands.deployment.DeploymentFailureException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Checks that a member can mark a conversation as read, hide it, bring it back and clear it, and
 * that a stranger cannot. It does not depend on the stream, which may lag.
 */
record ReadMarkerCheck(Api api, TestConversation conversation, Diagnosis diagnosis) {

  List<DeploymentCheck> all() {
    return List.of(
        DeploymentCheck.of("a member can mark as read, hide and clear a conversation", this::run));
  }

  private String run() throws DeploymentFailureException, InterruptedException {
    JsonNode messages = messagesOf(conversation.ash());
    String newest = messages.path(messages.size() - 1).path("created_at").asText();
    mark(newest);
    hide(newest);
    clear(newest);
    return "unread count 0, hidden, shown again, cleared; 404 for a stranger";
  }

  private void mark(String newest) throws DeploymentFailureException, InterruptedException {
    expectStored(newest, put(conversation.ash(), ApiRoute.MARK_MESSAGE_GROUP_READ, newest));
    JsonNode group = groupsOfAsh("").path(0);
    require(
        group.path("unread_count").asInt(-1) == 0
            && group.path("read_up_to").asText().equals(newest),
        "the conversation is still unread after it was marked as read",
        ApiRoute.LIST_MESSAGE_GROUPS);
    ApiResponse refused =
        api.send(put(conversation.stranger(), ApiRoute.MARK_MESSAGE_GROUP_READ, newest));
    if (refused.status() != 404) {
      throw new DeploymentFailureException(
          refused + " instead of 404",
          refused.status() < 300
              ? diagnosis.membership(ApiRoute.MARK_MESSAGE_GROUP_READ)
              : diagnosis.of(refused));
    }
  }

  private void hide(String newest) throws DeploymentFailureException, InterruptedException {
    expectStored(newest, put(conversation.ash(), ApiRoute.HIDE_MESSAGE_GROUP, newest));
    require(
        groupsOfAsh("").isEmpty() && groupsOfAsh("?hidden=true").size() == 1,
        "the conversation is still listed after it was hidden",
        ApiRoute.LIST_MESSAGE_GROUPS);
    api.expect(200, delete(ApiRoute.SHOW_MESSAGE_GROUP, newest));
    require(
        groupsOfAsh("").size() == 1,
        "the conversation is still hidden after it was brought back",
        ApiRoute.SHOW_MESSAGE_GROUP);
  }

  private void clear(String newest) throws DeploymentFailureException, InterruptedException {
    expectStored(newest, delete(ApiRoute.CLEAR_MESSAGE_GROUP, newest));
    require(
        messagesOf(conversation.ash()).isEmpty() && !messagesOf(conversation.birch()).isEmpty(),
        "clearing did not remove the messages for one member alone",
        ApiRoute.LIST_MESSAGES);
  }

  private JsonNode messagesOf(TestUser member)
      throws DeploymentFailureException, InterruptedException {
    return api.expect(200, member.request(ApiRoute.LIST_MESSAGES, conversation.groupUuid())).body();
  }

  private JsonNode groupsOfAsh(String query)
      throws DeploymentFailureException, InterruptedException {
    ApiRequest request = conversation.ash().request(ApiRoute.LIST_MESSAGE_GROUPS);
    return api.expect(200, request.at(request.target() + query)).body();
  }

  private ApiRequest put(TestUser user, ApiRoute route, String upTo) {
    return user.request(route, conversation.groupUuid())
        .withBody(JsonNodeFactory.instance.objectNode().put("up_to", upTo).toString());
  }

  private ApiRequest delete(ApiRoute route, String upTo) {
    ApiRequest request = conversation.ash().request(route, conversation.groupUuid());
    return request.at(
        request.target() + "?up_to=" + URLEncoder.encode(upTo, StandardCharsets.UTF_8));
  }

  private void expectStored(String upTo, ApiRequest request)
      throws DeploymentFailureException, InterruptedException {
    ApiResponse response = api.expect(200, request);
    require(
        response.body().path("up_to").asText().equals(upTo),
        response + " with another up_to than requested",
        request.route());
  }

  private void require(boolean holds, String otherwise, ApiRoute route)
      throws DeploymentFailureException {
    if (!holds) {
      throw new DeploymentFailureException(otherwise, diagnosis.behavior(route));
    }
  }
}
