package cruddur.messaging;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/** What came of a request: a value, the reasons against it, all of them, or how long to wait. */
public sealed interface Result<T> {

  record Accepted<T>(T value) implements Result<T> {}

  /** Nothing was changed. */
  record Refused<T>(List<ErrorCode> reasons) implements Result<T> {

    public Refused {
      if (reasons.isEmpty()) {
        throw new IllegalArgumentException("a refusal needs a reason");
      }
      reasons = List.copyOf(reasons);
    }
  }

  /**
   * Nothing was changed: there has been too much of it of late.
   *
   * @param retryAfter when there is room for one more, if none comes before it; more than zero
   */
  record Limited<T>(ErrorCode reason, Duration retryAfter) implements Result<T> {}

  static <T> Result<T> accepted(T value) {
    return new Accepted<>(value);
  }

  static <T> Result<T> refused(ErrorCode reason) {
    return new Refused<>(List.of(reason));
  }

  static <T> Result<T> refused(List<ErrorCode> reasons) {
    return new Refused<>(reasons);
  }

  /** What is against it; nothing if it was accepted. */
  default List<ErrorCode> reasons() {
    return switch (this) {
      case Accepted<T> _ -> List.of();
      case Refused<T>(List<ErrorCode> reasons) -> reasons;
      case Limited<T>(ErrorCode reason, Duration _) -> List.of(reason);
    };
  }

  /** The next step, if this one was accepted. */
  default <U> Result<U> then(Function<? super T, Result<U>> step) {
    return switch (this) {
      case Accepted<T>(T value) -> step.apply(value);
      case Refused<T>(List<ErrorCode> reasons) -> new Refused<>(reasons);
      case Limited<T>(ErrorCode reason, Duration retryAfter) -> new Limited<>(reason, retryAfter);
    };
  }

  /** The value in another form, if this was accepted. */
  default <U> Result<U> map(Function<? super T, U> form) {
    return then(value -> accepted(form.apply(value)));
  }
}
