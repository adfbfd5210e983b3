package cruddur.local.lambda;

/** Something that is invoked as a Lambda function is. */
@FunctionalInterface
public interface Invocable {

  /**
   * Invokes the function and waits for its response.
   *
   * @param event JSON
   * @return JSON
   * @throws FunctionError when the function threw, took too long, or could not read its event
   */
  byte[] invoke(byte[] event) throws FunctionError;
}
