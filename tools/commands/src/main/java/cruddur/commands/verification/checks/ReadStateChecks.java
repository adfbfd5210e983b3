package cruddur.commands.verification.checks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import cruddur.commands.deployment.DeploymentFailureException;
import cruddur.commands.verification.api.Api;
import cruddur.commands.verification.api.ApiRequest;
import cruddur.commands.verification.api.ApiResponse;
import cruddur.commands.verification.api.ApiRoute;
import cruddur.commands.verification.api.Diagnosis;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Checks that a member can mark a conversation as read, hide it, bring it back and clear it, and
 * that a stranger cannot. They do not depend on the stream, which may lag, nor on each other.
 */
public record ReadStateChecks(Api api, TestConversation conversation, Diagnosis diagnosis) {

  public List<DeploymentCheck> all() {
    return List.of(
        DeploymentCheck.of("a member can mark a conversation as read", this::mark),
        DeploymentCheck.of("a stranger can neither mark, hide nor clear it", this::stranger),
        DeploymentCheck.of("a member can hide it and bring it back", this::hide),
        DeploymentCheck.of("a member can clear it for themselves", this::clear));
  }

  private String mark() throws DeploymentFailureException, InterruptedException {
    String newest = newest();
    expectStored(newest, put(conversation.ash(), ApiRoute.MARK_MESSAGE_GROUP_READ, newest));
    JsonNode group = groupsOfAsh("").path(0);
    require(
        group.path("unread_count").asInt(-1) == 0
            && group.path("read_up_to").asText().equals(newest),
        "the conversation is still unread after it was marked as read",
        ApiRoute.LIST_MESSAGE_GROUPS);
    return "unread count 0";
  }

  private String stranger() throws DeploymentFailureException, InterruptedException {
    TestUser stranger = conversation.stranger();
    String newest = newest();
    for (ApiRequest request :
        List.of(
            put(stranger, ApiRoute.MARK_MESSAGE_GROUP_READ, newest),
            put(stranger, ApiRoute.HIDE_MESSAGE_GROUP, newest),
            delete(stranger, ApiRoute.SHOW_MESSAGE_GROUP, newest),
            delete(stranger, ApiRoute.CLEAR_MESSAGE_GROUP, newest))) {
      ApiResponse response = api.send(request);
      if (response.status() != 404) {
        throw new DeploymentFailureException(
            response + " instead of 404",
            response.status() < 300
                ? diagnosis.membership(request.route())
                : diagnosis.of(response));
      }
    }
    return "404 on four routes";
  }

  private String hide() throws DeploymentFailureException, InterruptedException {
    String newest = newest();
    expectStored(newest, put(conversation.ash(), ApiRoute.HIDE_MESSAGE_GROUP, newest));
    require(
        groupsOfAsh("").isEmpty() && groupsOfAsh("?hidden=true").size() == 1,
        "the conversation is still listed after it was hidden",
        ApiRoute.LIST_MESSAGE_GROUPS);
    api.expect(200, delete(conversation.ash(), ApiRoute.SHOW_MESSAGE_GROUP, newest));
    require(
        groupsOfAsh("").size() == 1,
        "the conversation is still hidden after it was brought back",
        ApiRoute.SHOW_MESSAGE_GROUP);
    return "hidden, then listed again";
  }

  private String clear() throws DeploymentFailureException, InterruptedException {
    String newest = newest();
    expectStored(newest, delete(conversation.ash(), ApiRoute.CLEAR_MESSAGE_GROUP, newest));
    require(
        messagesOf(conversation.ash()).isEmpty() && !messagesOf(conversation.birch()).isEmpty(),
        "clearing did not remove the messages for one member alone",
        ApiRoute.LIST_MESSAGES);
    return "no messages for one member, all for the other";
  }

  /** The time of the newest message, from the member who never clears the conversation. */
  private String newest() throws DeploymentFailureException, InterruptedException {
    JsonNode messages = messagesOf(conversation.birch());
    return messages.path(messages.size() - 1).path("created_at").asText();
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

  private ApiRequest delete(TestUser user, ApiRoute route, String upTo) {
    ApiRequest request = user.request(route, conversation.groupUuid());
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
