package cruddur.local.faults;

import cruddur.local.lambda.FunctionError;
import cruddur.local.lambda.Invocable;
import java.util.Optional;

/** Injects {@link InjectedFault.Stream} into the batches of the stream's function. */
record FaultyStreamFunction(Invocable function, FaultInjector faults) implements Invocable {

  @Override
  public byte[] invoke(byte[] event) throws FunctionError {
    Optional<InjectedFault.Stream> fault = faults.draw(InjectedFault.Stream.class);
    fault.ifPresent(faults::count);
    return fault.isPresent() ? invoke(event, fault.get()) : function.invoke(event);
  }

  private byte[] invoke(byte[] event, InjectedFault.Stream fault) throws FunctionError {
    return switch (fault) {
      case LATE -> {
        InvocationDelay.await(faults.delay(InjectedFault.Stream.class));
        yield function.invoke(event);
      }
      case REPEATED -> {
        function.invoke(event);
        yield function.invoke(event);
      }
      case RESPONSE_LOST -> {
        function.invoke(event);
        throw new FunctionError("Fault.ResponseLost", "injected fault: response lost");
      }
    };
  }
}
