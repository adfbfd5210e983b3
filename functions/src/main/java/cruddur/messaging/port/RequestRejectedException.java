package cruddur.messaging.port;

/**
 * The table rejects the content of a request, such as an empty key. A retry does not help. The
 * cause's message must not be logged: it may contain values of the request.
 */
public final class RequestRejectedException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public RequestRejectedException(String message, Throwable cause) {
    super(message, cause);
  }
}
