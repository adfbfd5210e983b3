package cruddur.conversation;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/** What came of a request: a value, the reasons against it, all of them, or how long to wait. */
public sealed interface Outcome<T> {

  record Accepted<T>(T value) implements Outcome<T> {}

  /** Nothing was changed. */
  record Refused<T>(List<Refusal> reasons) implements Outcome<T> {

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
  record Limited<T>(Refusal reason, Duration retryAfter) implements Outcome<T> {}

  static <T> Outcome<T> accepted(T value) {
    return new Accepted<>(value);
  }

  static <T> Outcome<T> refused(Refusal reason) {
    return new Refused<>(List.of(reason));
  }

  static <T> Outcome<T> refused(List<Refusal> reasons) {
    return new Refused<>(reasons);
  }

  /** What is against it; nothing if it was accepted. */
  default List<Refusal> reasons() {
    return switch (this) {
      case Accepted<T> _ -> List.of();
      case Refused<T>(List<Refusal> reasons) -> reasons;
      case Limited<T>(Refusal reason, Duration _) -> List.of(reason);
    };
  }

  /** The next step, if this one was accepted. */
  default <U> Outcome<U> then(Function<? super T, Outcome<U>> step) {
    return switch (this) {
      case Accepted<T>(T value) -> step.apply(value);
      case Refused<T>(List<Refusal> reasons) -> new Refused<>(reasons);
      case Limited<T>(Refusal reason, Duration retryAfter) -> new Limited<>(reason, retryAfter);
    };
  }

  /** The value in another form, if this was accepted. */
  default <U> Outcome<U> map(Function<? super T, U> form) {
    return then(value -> accepted(form.apply(value)));
  }
}
