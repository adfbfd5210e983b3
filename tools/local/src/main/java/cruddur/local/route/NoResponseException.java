package cruddur.local.route;

import org.eclipse.jetty.io.QuietException;

/** Thrown to close the client's connection without a response. Jetty does not log it. */
public final class NoResponseException extends RuntimeException implements QuietException {
  private static final long serialVersionUID = 1L;

  /** An exception for an injected fault. */
  public NoResponseException() {
    super("injected fault: no response", null, false, false);
  }
}
