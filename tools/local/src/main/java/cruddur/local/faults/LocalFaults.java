package cruddur.local.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import cruddur.local.lambda.Invocable;
import cruddur.local.live.EventDelivery;
import cruddur.local.route.HttpApiResponse;
import cruddur.local.route.LocalHandler;
import cruddur.toolkit.json.Json;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.http.SdkHttpClient;

/** Fault injection for a local system: decorators for its parts, and routes to control it. */
public final class LocalFaults {

  private final FaultInjector injector;
  private final LaggingIndex index;

  /** Creates faults, none of which happens before {@link #begin}. */
  public LocalFaults(FaultSettings settings, InstantSource clock) {
    this.injector = new FaultInjector(settings);
    this.index = new LaggingIndex(injector, clock);
  }

  /** Decorates a function's HTTP client for DynamoDB. All clients share one lagging index. */
  public SdkHttpClient onDynamoDb(SdkHttpClient http) {
    return new FaultyHttpClient(http, injector, index);
  }

  /** Decorates the functions that the API invokes. */
  public Map<String, Invocable> onApi(Map<String, ? extends Invocable> functions) {
    Map<String, Invocable> faulty = new HashMap<>();
    functions.forEach((name, function) -> faulty.put(name, new FaultyFunction(function, injector)));
    return faulty;
  }

  /** Decorates the function that the stream invokes. */
  public Invocable onStream(Invocable function) {
    return new FaultyStreamFunction(function, injector);
  }

  /** How live events reach subscribers. */
  public EventDelivery onEvents() {
    return new FaultyEventDelivery(injector);
  }

  /** Starts to inject faults. */
  public void begin() {
    injector.rate(injector.settings().rate());
  }

  /**
   * The routes, by method and path. Both return 200 {@code {rate, seed, injected}}, where {@code
   * injected} counts the faults by name.
   *
   * <ul>
   *   <li>{@code GET /local/faults}.
   *   <li>{@code POST /local/faults} with {@code {rate, only}}: changes the rate, and limits faults
   *       to those that {@code only} names; all are possible if it is missing or empty. 400 if the
   *       body is not a JSON object, 422 for an invalid rate or an unknown name.
   * </ul>
   */
  public Map<String, LocalHandler> handlers() {
    return Map.of(
        "GET /local/faults", body -> state(),
        "POST /local/faults",
            body ->
                Json.parseObject(body)
                    .map(this::change)
                    .orElseGet(() -> refusal(400, "body_not_json_object")));
  }

  private HttpApiResponse change(ObjectNode request) {
    JsonNode rate = request.path("rate");
    if (!rate.isNumber() || !FaultSettings.isRate(rate.doubleValue())) {
      return refusal(422, "rate_invalid");
    }
    Set<String> only = new HashSet<>();
    request.path("only").forEach(name -> only.add(name.asText()));
    if (!injector.injected().keySet().containsAll(only)) {
      return refusal(422, "only_unknown");
    }
    injector.only(only);
    injector.rate(rate.doubleValue());
    return state();
  }

  private HttpApiResponse state() {
    ObjectNode state = Json.object();
    state.put("rate", injector.rate()).put("seed", injector.settings().seed());
    state.set("injected", Json.node(injector.injected()));
    return HttpApiResponse.json(200, state);
  }

  private static HttpApiResponse refusal(int status, String code) {
    return HttpApiResponse.json(status, List.of(code));
  }
}
