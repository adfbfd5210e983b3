package cruddur.local.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import cruddur.local.route.HttpApiResponse;
import cruddur.toolkit.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;

/** Publish requests by HTTP. Functions sign them, and their roles must allow it. */
final class PublishEndpoint {

  /** AppSync's quota for the events of a publish request. */
  private static final int MAX_EVENTS = 5;

  /** AppSync's quota for an event. It documents none for a request: this is the stricter rule. */
  private static final int MAX_BODY_BYTES = 240 * 1024;

  private final String namespace;
  private final RequestSignature signature;
  private final PublishKeys keys;
  private final EventApi.PublishPolicy policy;
  private final BiConsumer<ChannelPath, String> broadcast;

  /**
   * Creates the endpoint.
   *
   * @param broadcast delivers an event to the subscribers of a channel
   */
  PublishEndpoint(
      String namespace,
      RequestSignature signature,
      PublishKeys keys,
      EventApi.PublishPolicy policy,
      BiConsumer<ChannelPath, String> broadcast) {
    this.namespace = namespace;
    this.signature = signature;
    this.keys = keys;
    this.policy = policy;
    this.broadcast = broadcast;
  }

  /**
   * Responds to {@code POST /event}.
   *
   * @param headers names in lower case
   */
  HttpApiResponse publish(Map<String, String> headers, byte[] body) {
    try {
      authorize(signature.verify(headers, body));
      return publish(body);
    } catch (EventApiException e) {
      return HttpApiResponse.json(e.error().status(), Map.of("errors", e.error().list()));
    }
  }

  private void authorize(String keyId) throws EventApiException {
    Optional<String> refusal = policy.refusal(keys.function(keyId).orElseThrow());
    if (refusal.isPresent()) {
      throw new EventApiException(EventApiError.accessDenied(refusal.get()));
    }
  }

  private HttpApiResponse publish(byte[] body) throws EventApiException {
    require(body.length <= MAX_BODY_BYTES, "The request is larger than 240 KB");
    Optional<ObjectNode> request = Json.parseObject(body);
    require(request.isPresent(), "The body is not JSON");
    ChannelPath channel = ChannelPath.ofPublish(request.get().path("channel").asText());
    channel.requireNamespace(namespace);
    List<String> events = events(request.get().path("events"));
    ArrayNode successful = Json.object().putArray("successful");
    for (String event : events) {
      broadcast.accept(channel, event);
      successful
          .addObject()
          .put("identifier", UUID.randomUUID().toString())
          .put("index", successful.size() - 1);
    }
    ObjectNode response = Json.object();
    response.putArray("failed");
    response.set("successful", successful);
    return HttpApiResponse.json(200, response);
  }

  private static List<String> events(JsonNode list) throws EventApiException {
    List<String> events = new ArrayList<>();
    for (JsonNode event : list) {
      require(event.isTextual() && isJson(event.textValue()), "An event is not a string of JSON");
      events.add(event.textValue());
    }
    require(
        !events.isEmpty() && events.size() <= MAX_EVENTS,
        "A request must have 1 to " + MAX_EVENTS + " events");
    return events;
  }

  private static boolean isJson(String text) {
    try {
      return Json.read(text.getBytes(StandardCharsets.UTF_8), JsonNode.class) != null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static void require(boolean isValid, String message) throws EventApiException {
    if (!isValid) {
      throw new EventApiException(EventApiError.badRequest(message));
    }
  }
}
