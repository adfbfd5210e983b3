package cruddur.commands.verification.checks;

import com.fasterxml.jackson.databind.JsonNode;
import cruddur.commands.deployment.DeploymentFailureException;
import cruddur.commands.verification.api.Api;
import cruddur.commands.verification.api.ApiRequest;
import cruddur.commands.verification.api.ApiResponse;
import cruddur.commands.verification.api.ApiRoute;
import cruddur.commands.verification.api.Diagnosis;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Checks in which two users write to each other. */
public record ConversationChecks(Api api, TestConversation conversation, Diagnosis diagnosis) {

  private static final int WARM_REQUESTS = 7;
  private static final int PAGE_SIZE = 4;
  private static final Pattern NEXT = Pattern.compile("<([^>]+)>; *rel=\"next\"");

  public List<DeploymentCheck> all() {
    return List.of(
        DeploymentCheck.required("a conversation can be started", this::start),
        DeploymentCheck.of("both members see it in their lists at once", this::listed),
        DeploymentCheck.required("both members can post to it and read it", this::exchange),
        DeploymentCheck.of("starting it again continues it", this::startAgain),
        DeploymentCheck.of("pages contain all messages", this::pages),
        DeploymentCheck.of("an unchanged list is not sent again", this::unchanged),
        DeploymentCheck.of("a stranger can neither read nor write", this::stranger),
        DeploymentCheck.of("warm requests succeed", this::warm));
  }

  private String start() throws DeploymentFailureException, InterruptedException {
    String group = conversation.start(api, "First message");
    if (group.isEmpty()) {
      throw new DeploymentFailureException(
          "POST /api/message_groups returned 200 without a message_group_uuid",
          diagnosis.behavior(ApiRoute.CREATE_MESSAGE_GROUP));
    }
    return "conversation " + group;
  }

  private String listed() throws DeploymentFailureException, InterruptedException {
    for (TestUser member : conversation.members()) {
      JsonNode list = api.expect(200, member.request(ApiRoute.LIST_MESSAGE_GROUPS)).body();
      boolean isListed =
          list.size() == 1
              && list.path(0).path("uuid").asText().equals(conversation.groupUuid())
              && list.path(0)
                  .path("handle")
                  .asText()
                  .equals(conversation.otherMember(member).handle())
              && list.path(0).path("message").asText().equals(conversation.posted().getLast());
      if (!isListed) {
        throw new DeploymentFailureException(
            "GET /api/message_groups does not list exactly the new conversation (%d listed)"
                .formatted(list.size()),
            diagnosis.behavior(ApiRoute.LIST_MESSAGE_GROUPS));
      }
    }
    return "one conversation each, with the other member and the message";
  }

  private String exchange() throws DeploymentFailureException, InterruptedException {
    conversation.post(api, conversation.birch(), "A reply");
    conversation.post(api, conversation.ash(), "Another message");
    for (TestUser member : conversation.members()) {
      List<String> read =
          texts(
              api.expect(200, member.request(ApiRoute.LIST_MESSAGES, conversation.groupUuid()))
                  .body());
      if (!read.equals(conversation.posted())) {
        throw new DeploymentFailureException(
            "GET /api/messages/... shows %d messages, not the %d posted, in order"
                .formatted(read.size(), conversation.posted().size()),
            diagnosis.behavior(ApiRoute.LIST_MESSAGES));
      }
    }
    return "%d messages, oldest first".formatted(conversation.posted().size());
  }

  private String startAgain() throws DeploymentFailureException, InterruptedException {
    String group = conversation.groupUuid();
    String again = conversation.start(api, "Started again");
    if (!again.equals(group)) {
      throw new DeploymentFailureException(
          "the two users now have two conversations, %s and %s".formatted(group, again),
          diagnosis.behavior(ApiRoute.CREATE_MESSAGE_GROUP));
    }
    return "the same conversation";
  }

  private String warm() throws DeploymentFailureException, InterruptedException {
    for (int i = 1; i <= WARM_REQUESTS; i++) {
      TestUser member = i % 2 == 0 ? conversation.ash() : conversation.birch();
      conversation.post(api, member, "Message " + i + " of " + WARM_REQUESTS);
      api.expect(200, member.request(ApiRoute.LIST_MESSAGES, conversation.groupUuid()));
      api.expect(200, member.request(ApiRoute.LIST_MESSAGE_GROUPS));
      api.expect(200, ApiRequest.to(ApiRoute.SHOW_USER_SHORT, member.handle()));
    }
    return "%d of each".formatted(WARM_REQUESTS);
  }

  private String pages() throws DeploymentFailureException, InterruptedException {
    while (conversation.posted().size() <= PAGE_SIZE) {
      conversation.post(api, conversation.birch(), "Message for another page");
    }
    List<String> read = new ArrayList<>();
    int pages = 0;
    ApiRequest first = conversation.ash().request(ApiRoute.LIST_MESSAGES, conversation.groupUuid());
    Optional<ApiRequest> next = Optional.of(first.at(first.target() + "?limit=" + PAGE_SIZE));
    while (next.isPresent() && pages <= conversation.posted().size()) {
      ApiResponse page = api.expect(200, next.get());
      read.addAll(0, texts(page.body()));
      next =
          page.header("link")
              .map(NEXT::matcher)
              .filter(Matcher::find)
              .map(link -> first.at(link.group(1)));
      pages++;
    }
    if (!read.equals(conversation.posted()) || pages < 2) {
      throw new DeploymentFailureException(
          "%d pages of %d contain %d messages, not the %d posted"
              .formatted(pages, PAGE_SIZE, read.size(), conversation.posted().size()),
          diagnosis.behavior(ApiRoute.LIST_MESSAGES));
    }
    return "%d messages on %d pages".formatted(read.size(), pages);
  }

  private String unchanged() throws DeploymentFailureException, InterruptedException {
    ApiRequest request =
        conversation.ash().request(ApiRoute.LIST_MESSAGES, conversation.groupUuid());
    ApiResponse response = api.expect(200, request);
    Optional<String> etag = response.header("etag");
    if (etag.isEmpty()) {
      throw new DeploymentFailureException(
          response + " without an ETag", diagnosis.behavior(ApiRoute.LIST_MESSAGES));
    }
    api.expect(304, request.with("if-none-match", etag.get()));
    return "304";
  }

  private String stranger() throws DeploymentFailureException, InterruptedException {
    for (ApiRequest request :
        List.of(
            conversation.stranger().request(ApiRoute.LIST_MESSAGES, conversation.groupUuid()),
            conversation.postRequest(conversation.stranger(), "From a stranger"))) {
      ApiResponse response = api.send(request);
      if (!response.hasCode("message_group_not_found") || response.status() != 404) {
        throw new DeploymentFailureException(
            response + " instead of 404",
            response.status() < 300
                ? diagnosis.membership(request.route())
                : diagnosis.of(response));
      }
    }
    JsonNode read =
        api.expect(
                200, conversation.ash().request(ApiRoute.LIST_MESSAGES, conversation.groupUuid()))
            .body();
    if (!texts(read).equals(conversation.posted())) {
      throw new DeploymentFailureException(
          "the messages changed although a stranger's post was rejected",
          diagnosis.membership(ApiRoute.CREATE_MESSAGE));
    }
    return "404 for both, and no change";
  }

  private static List<String> texts(JsonNode messages) {
    List<String> texts = new ArrayList<>();
    messages.forEach(message -> texts.add(message.path("message").asText()));
    return texts;
  }
}
