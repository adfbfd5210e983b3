package cruddur.local.lambda;

/** A function that can be invoked as in Lambda. */
@FunctionalInterface
public interface Invocable {

  /**
   * Invokes the function and waits for its response.
   *
   * @param event JSON
   * @return JSON
   * @throws FunctionError if the function throws, times out, or cannot read its event
   */
  byte[] invoke(byte[] event) throws FunctionError;
}
