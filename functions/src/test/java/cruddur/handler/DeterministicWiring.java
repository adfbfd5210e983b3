package cruddur.handler;

import cruddur.messaging.UuidGenerator;
import cruddur.messaging.port.Store;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Consumer;

/** Wires a function for tests: no wait before a retry, and no random spread of usage updates. */
public final class DeterministicWiring {

  private DeterministicWiring() {}

  public static Wiring of(
      String tableName, Store store, InstantSource clock, UuidGenerator ids, Consumer<String> log) {
    return new Wiring(
        Map.of("MESSAGES_TABLE", tableName),
        _ -> store,
        clock,
        new Wiring.Randomness(ids, conflicts -> {}, () -> 0),
        log);
  }
}
