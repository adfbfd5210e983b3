package cruddur.commands.verification;

import com.fasterxml.jackson.databind.JsonNode;
import cruddur.commands.deployment.DeploymentFailureException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Two users talking. */
record ConversationChecks(Api api, TestConversation scene, Diagnosis causes) {

  private static final int WARM_CALLS = 7;
  private static final int PAGE = 4;
  private static final Pattern NEXT = Pattern.compile("<([^>]+)>; *rel=\"next\"");

  List<DeploymentCheck> all() {
    return List.of(
        DeploymentCheck.needed("a conversation can be started", this::start),
        DeploymentCheck.of("both have it in their lists at once", this::listed),
        DeploymentCheck.needed("both can post into it, and read what was posted", this::exchange),
        DeploymentCheck.of("starting it again goes on with it", this::startAgain),
        DeploymentCheck.of("pages lead through all messages", this::pages),
        DeploymentCheck.of("a list that has not changed is not sent again", this::etag),
        DeploymentCheck.of("a stranger can neither read nor write", this::stranger),
        DeploymentCheck.of("warm requests are answered", this::warm));
  }

  private String start() throws DeploymentFailureException, InterruptedException {
    String group = scene.start(api, "Shall we?");
    if (group.isEmpty()) {
      throw new DeploymentFailureException(
          "POST /api/message_groups answered 200 without a message_group_uuid",
          causes.behaviour(ApiRoute.CREATE_MESSAGE_GROUP));
    }
    return "conversation " + group;
  }

  private String listed() throws DeploymentFailureException, InterruptedException {
    for (TestUser member : scene.members()) {
      JsonNode list = api.expect(200, member.call(ApiRoute.LIST_MESSAGE_GROUPS)).body();
      boolean isListed =
          list.size() == 1
              && list.path(0).path("uuid").asText().equals(scene.group())
              && list.path(0).path("handle").asText().equals(scene.otherThan(member).handle())
              && list.path(0).path("message").asText().equals(scene.said().getLast());
      if (!isListed) {
        throw new DeploymentFailureException(
            "GET /api/message_groups does not show the conversation just started, but %d others"
                .formatted(list.size()),
            causes.behaviour(ApiRoute.LIST_MESSAGE_GROUPS));
      }
    }
    return "one conversation each, with the other and his message";
  }

  private String exchange() throws DeploymentFailureException, InterruptedException {
    scene.post(api, scene.birch(), "Gladly.");
    scene.post(api, scene.ash(), "Then let us.");
    for (TestUser member : scene.members()) {
      List<String> read =
          texts(api.expect(200, member.call(ApiRoute.LIST_MESSAGES, scene.group())).body());
      if (!read.equals(scene.said())) {
        throw new DeploymentFailureException(
            "GET /api/messages/... shows %d messages, and not the %d that were posted in their order"
                .formatted(read.size(), scene.said().size()),
            causes.behaviour(ApiRoute.LIST_MESSAGES));
      }
    }
    return "%d messages, oldest first".formatted(scene.said().size());
  }

  private String startAgain() throws DeploymentFailureException, InterruptedException {
    String group = scene.group();
    String again = scene.start(api, "Once more.");
    if (!again.equals(group)) {
      throw new DeploymentFailureException(
          "the two users have two conversations now, %s and %s".formatted(group, again),
          causes.behaviour(ApiRoute.CREATE_MESSAGE_GROUP));
    }
    return "the same conversation";
  }

  private String warm() throws DeploymentFailureException, InterruptedException {
    for (int i = 1; i <= WARM_CALLS; i++) {
      TestUser member = i % 2 == 0 ? scene.ash() : scene.birch();
      scene.post(api, member, "Message " + i + " of " + WARM_CALLS);
      api.expect(200, member.call(ApiRoute.LIST_MESSAGES, scene.group()));
      api.expect(200, member.call(ApiRoute.LIST_MESSAGE_GROUPS));
      api.expect(200, ApiRequest.to(ApiRoute.SHOW_USER_SHORT, member.handle()));
    }
    return "%d of each kind".formatted(WARM_CALLS);
  }

  private String pages() throws DeploymentFailureException, InterruptedException {
    while (scene.said().size() <= PAGE) {
      scene.post(api, scene.birch(), "Message for another page");
    }
    List<String> read = new ArrayList<>();
    int pages = 0;
    ApiRequest first = scene.ash().call(ApiRoute.LIST_MESSAGES, scene.group());
    Optional<ApiRequest> next = Optional.of(first.at(first.target() + "?limit=" + PAGE));
    while (next.isPresent() && pages <= scene.said().size()) {
      ApiResponse page = api.expect(200, next.get());
      read.addAll(0, texts(page.body()));
      next =
          page.header("link")
              .map(NEXT::matcher)
              .filter(Matcher::find)
              .map(link -> first.at(link.group(1)));
      pages++;
    }
    if (!read.equals(scene.said()) || pages < 2) {
      throw new DeploymentFailureException(
          "%d pages of %d hold %d messages, and not the %d that were posted"
              .formatted(pages, PAGE, read.size(), scene.said().size()),
          causes.behaviour(ApiRoute.LIST_MESSAGES));
    }
    return "%d messages on %d pages".formatted(read.size(), pages);
  }

  private String etag() throws DeploymentFailureException, InterruptedException {
    ApiRequest call = scene.ash().call(ApiRoute.LIST_MESSAGES, scene.group());
    ApiResponse response = api.expect(200, call);
    Optional<String> etag = response.header("etag");
    if (etag.isEmpty()) {
      throw new DeploymentFailureException(
          response + " without an ETag", causes.behaviour(ApiRoute.LIST_MESSAGES));
    }
    api.expect(304, call.with("if-none-match", etag.get()));
    return "304";
  }

  private String stranger() throws DeploymentFailureException, InterruptedException {
    for (ApiRequest call :
        List.of(
            scene.stranger().call(ApiRoute.LIST_MESSAGES, scene.group()),
            scene.postCall(scene.stranger(), "May I?"))) {
      ApiResponse response = api.send(call);
      if (!response.hasCode("message_group_not_found") || response.status() != 404) {
        throw new DeploymentFailureException(
            response + " in place of 404",
            response.status() < 300 ? causes.membership(call.route()) : causes.of(response));
      }
    }
    JsonNode read = api.expect(200, scene.ash().call(ApiRoute.LIST_MESSAGES, scene.group())).body();
    if (!texts(read).equals(scene.said())) {
      throw new DeploymentFailureException(
          "the messages are others after a stranger's post was refused",
          causes.membership(ApiRoute.CREATE_MESSAGE));
    }
    return "404 for both, and nothing has changed";
  }

  private static List<String> texts(JsonNode messages) {
    List<String> texts = new ArrayList<>();
    messages.forEach(message -> texts.add(message.path("message").asText()));
    return texts;
  }
}
