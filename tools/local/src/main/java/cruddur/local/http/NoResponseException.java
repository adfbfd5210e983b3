package cruddur.local.http;

import org.eclipse.jetty.io.QuietException;

/**
 * Thrown by what stands before a function, for the client's connection to be closed without an
 * answer. Jetty does not log it.
 */
public final class NoResponseException extends RuntimeException implements QuietException {
  private static final long serialVersionUID = 1L;

  /** For a fault made on purpose. */
  public NoResponseException() {
    super("no answer, on purpose", null, false, false);
  }
}
