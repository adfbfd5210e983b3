package cruddur.handler;

import cruddur.messaging.UuidGenerator;
import cruddur.messaging.port.Store;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Wires a function for tests: no wait before a retry, and no random spread of usage updates. */
public final class DeterministicWiring {

  /** The scope that a subscription requires. */
  public static final String SCOPE = "aws.cognito.signin.user.admin";

  /** The address of live events. */
  public static final Map<String, String> LIVE =
      Map.of(
          LiveVariables.FORMAT, "texts",
          LiveVariables.PUBLISH_URL, "https://live.example/event",
          LiveVariables.CLIENT_URL, "wss://live-realtime.example/event/realtime",
          LiveVariables.CLIENT_HOST, "live.example");

  private DeterministicWiring() {}

  public static Wiring of(
      String tableName, Store store, InstantSource clock, UuidGenerator ids, Consumer<String> log) {
    return of(
        Map.of("MESSAGES_TABLE", tableName), new Wiring.Adapters(_ -> store), clock, ids, log);
  }

  public static Wiring of(
      Map<String, String> environment,
      Wiring.Adapters adapters,
      InstantSource clock,
      UuidGenerator ids,
      Consumer<String> log) {
    Map<String, String> all = new HashMap<>(environment);
    all.put("REQUIRED_SCOPE", SCOPE);
    return new Wiring(
        all, adapters, clock, new Wiring.Randomness(ids, conflicts -> {}, () -> 0), log);
  }
}
