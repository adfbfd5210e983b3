package cruddur.local.http;

/** A request's body does not arrive in time. */
final class SlowRequestException extends Exception {
  private static final long serialVersionUID = 1L;

  SlowRequestException(String reason) {
    super(reason);
  }

  SlowRequestException(String reason, Throwable cause) {
    super(reason, cause);
  }
}
