package cruddur.local.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import cruddur.local.http.HttpApiResponse;
import cruddur.local.http.LocalHandler;
import cruddur.local.lambda.Invocable;
import cruddur.toolkit.json.Json;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.http.SdkHttpClient;

/** The faults of a local system: put around its parts, begun when they stand, steered by routes. */
public final class LocalFaults {

  private final FaultInjector injector;
  private final LaggingIndex index;

  /** Faults of these settings; none happens before {@link #begin}. */
  public LocalFaults(FaultSettings settings, InstantSource clock) {
    this.injector = new FaultInjector(settings);
    this.index = new LaggingIndex(injector, clock);
  }

  /** The line between the functions and DynamoDB; all lines of a system show one lagging index. */
  public SdkHttpClient onDynamoDb(SdkHttpClient line) {
    return new FaultyHttpClient(line, injector, index);
  }

  /** The functions as the API invokes them. */
  public Map<String, Invocable> onApi(Map<String, ? extends Invocable> functions) {
    Map<String, Invocable> faulty = new HashMap<>();
    functions.forEach((name, function) -> faulty.put(name, new FaultyFunction(function, injector)));
    return faulty;
  }

  /** A function as the stream invokes it. */
  public Invocable onStream(Invocable function) {
    return new FaultyStreamFunction(function, injector);
  }

  /** Lets them happen from now on. */
  public void begin() {
    injector.rate(injector.settings().rate());
  }

  /**
   * Their routes, by method and path. Both answer 200 {@code {rate, seed, injected}}, the last a
   * count of each fault by its name.
   *
   * <ul>
   *   <li>{@code GET /local/faults}.
   *   <li>{@code POST /local/faults} with {@code {rate, only}}: another rate from now on, and only
   *       the faults that are named, or all where {@code only} is missing or empty; 400 when the
   *       body is no JSON object, 422 for a rate that is none and a name that is no fault's.
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
