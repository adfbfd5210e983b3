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
 * Lambda"). What the client is told in the second case is not documented; the error type is the one
 * that AppSync has for a response that it does not expect.
 */
public final class SubscriptionHandler {
  private static final String ERROR_TYPE = "HandlerExecutionError";

  private final Invocable function;

  SubscriptionHandler(Invocable function) {
    this.function = function;
  }

  void authorize(ChannelPath channel, JWTClaimsSet claims) throws LiveErrorException {
    JsonNode response;
    try {
      response = Json.read(function.invoke(event(channel, claims)), JsonNode.class);
    } catch (FunctionError e) {
      throw refusal("Unable to process request");
    }
    if (response.isNull()) {
      return;
    }
    throw refusal(response.path("error").asText("Unable to process request"));
  }

  private static LiveErrorException refusal(String message) {
    return new LiveErrorException(new LiveError(ERROR_TYPE, message));
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
