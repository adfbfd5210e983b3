package cruddur.local.lambda;

import cruddur.handler.Wiring;
import cruddur.messaging.UuidGenerator;
import cruddur.messaging.port.Store;
import cruddur.toolkit.template.FunctionDefinition;
import java.time.Clock;
import java.util.function.Consumer;

/** Creates functions that have no table: a request to it is an error. */
public final class FunctionWithoutTable {

  private FunctionWithoutTable() {}

  public static LambdaFunction of(FunctionDefinition definition, Consumer<String> log) {
    return new LambdaFunction(
        definition,
        environment ->
            new Wiring(
                environment,
                new Wiring.Adapters(_ -> new Store(null, null)),
                Clock.systemUTC(),
                UuidGenerator.RANDOM,
                log));
  }
}
