package cruddur.local.live;

/** A request is refused. */
final class LiveErrorException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient LiveError error;

  LiveErrorException(LiveError error) {
    super(error.message());
    this.error = error;
  }

  LiveError error() {
    return error;
  }
}
