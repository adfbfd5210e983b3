package cruddur.messaging;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A request is refused, and nothing was written for it. Caught where responses are made. */
public final class RequestRefusedException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final transient List<ErrorCode> codes;
  private final transient Optional<Duration> retryAfter;

  public RequestRefusedException(ErrorCode code) {
    this(List.of(code), Optional.empty());
  }

  /** Refuses a request over a rate limit until the limit allows one more. */
  public RequestRefusedException(ErrorCode code, Duration retryAfter) {
    this(List.of(code), Optional.of(retryAfter));
  }

  private RequestRefusedException(List<ErrorCode> codes, Optional<Duration> retryAfter) {
    // Without a stack trace: a refusal is an expected result.
    super(codes.toString(), null, false, false);
    this.codes = List.copyOf(codes);
    this.retryAfter = retryAfter;
  }

  /** Refuses a request with all of its errors, if there are any. */
  public static void throwIfAny(List<ErrorCode> errors) {
    if (!errors.isEmpty()) {
      throw new RequestRefusedException(errors, Optional.empty());
    }
  }

  public List<ErrorCode> codes() {
    return codes;
  }

  public Optional<Duration> retryAfter() {
    return retryAfter;
  }
}
