package cruddur.local.live;

/** A request is refused. */
final class EventApiException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient EventApiError error;

  EventApiException(EventApiError error) {
    super(error.message());
    this.error = error;
  }

  EventApiError error() {
    return error;
  }
}
