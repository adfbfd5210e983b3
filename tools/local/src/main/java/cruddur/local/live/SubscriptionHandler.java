package cruddur.local.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jwt.JWTClaimsSet;
import cruddur.local.lambda.FunctionError;
import cruddur.local.lambda.Invocable;
import cruddur.toolkit.json.Json;
import java.util.List;

/**
 * Invokes a direct Lambda function as the {@code onSubscribe} of a channel namespace: it admits by
 * null and refuses by {@code {error}} (developer guide, "Direct data source integrations using
 * Lambda"). The error that the client then receives is not documented.
 */
public final class SubscriptionHandler {
  private static final String FAILED = "Unable to process request";

  private final Invocable function;

  SubscriptionHandler(Invocable function) {
    this.function = function;
  }

  void authorize(ChannelPath channel, JWTClaimsSet claims) throws EventApiException {
    JsonNode response;
    try {
      response = Json.read(function.invoke(event(channel, claims)), JsonNode.class);
    } catch (FunctionError e) {
      throw new EventApiException(EventApiError.handlerFailed(FAILED));
    }
    if (response.isNull()) {
      return;
    }
    throw new EventApiException(EventApiError.handlerFailed(response.path("error").asText(FAILED)));
  }

  private static byte[] event(ChannelPath channel, JWTClaimsSet claims) {
    ObjectNode event = Json.object();
    ObjectNode identity = event.putObject("identity");
    identity.set("claims", Json.node(claims.toJSONObject()));
    identity.put("defaultAuthStrategy", "ALLOW").putNull("groups");
    identity.put("issuer", claims.getIssuer());
    identity.set("sourceIp", Json.node(List.of("127.0.0.1")));
    identity.put("sub", claims.getSubject()).put("username", claims.getSubject());
    event.putNull("result");
    event.putObject("request").putNull("domainName").putObject("headers");
    ObjectNode info = event.putObject("info");
    info.putObject("channel")
        .put("path", channel.path())
        .set("segments", Json.node(channel.segments()));
    info.putObject("channelNamespace").put("name", channel.namespace());
    info.put("operation", "SUBSCRIBE");
    event.putNull("error").putNull("prev").putObject("stash");
    event.putArray("outErrors");
    event.putNull("events");
    return Json.bytes(event);
  }
}
