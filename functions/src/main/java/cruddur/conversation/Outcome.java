package cruddur.conversation;

import java.util.List;
import java.util.function.Function;

/** What came of a request: a value, or the reasons against it, all of them. */
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

  static <T> Outcome<T> accepted(T value) {
    return new Accepted<>(value);
  }

  static <T> Outcome<T> refused(Refusal reason) {
    return new Refused<>(List.of(reason));
  }

  static <T> Outcome<T> refused(List<Refusal> reasons) {
    return new Refused<>(reasons);
  }

  /** The next step, if this one was accepted. */
  default <U> Outcome<U> then(Function<? super T, Outcome<U>> step) {
    return switch (this) {
      case Accepted<T>(T value) -> step.apply(value);
      case Refused<T>(List<Refusal> reasons) -> new Refused<>(reasons);
    };
  }

  /** The value in another form, if this was accepted. */
  default <U> Outcome<U> map(Function<? super T, U> form) {
    return then(value -> accepted(form.apply(value)));
  }
}
