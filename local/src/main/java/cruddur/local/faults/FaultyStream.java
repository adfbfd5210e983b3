package cruddur.local.faults;

import cruddur.local.lambda.FunctionError;
import cruddur.local.lambda.Invocable;
import java.util.Optional;

/** The stream's function, whose batches suffer {@link Fault.Stream}. */
record FaultyStream(Invocable function, FaultInjector faults) implements Invocable {

  @Override
  public byte[] invoke(byte[] event) throws FunctionError {
    Optional<Fault.Stream> fault = faults.draw(Fault.Stream.class);
    fault.ifPresent(faults::count);
    return fault.isPresent() ? invoke(event, fault.get()) : function.invoke(event);
  }

  private byte[] invoke(byte[] event, Fault.Stream fault) throws FunctionError {
    return switch (fault) {
      case LATE -> {
        Pauses.await(faults.pause(Fault.Stream.class));
        yield function.invoke(event);
      }
      case REPEATED -> {
        function.invoke(event);
        yield function.invoke(event);
      }
      case ANSWER_LOST -> {
        function.invoke(event);
        throw new FunctionError("Fault.AnswerLost", "the answer was lost on purpose");
      }
    };
  }
}
