package cruddur.invocation;

import java.time.Duration;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * The invocation of a function that the current thread works for: the time that is left of it, and
 * what it has asked of the table.
 *
 * <p>The outermost layer of a handler begins it; whatever spends time in between finds it here,
 * without having been handed it all the way down.
 */
public final class Invocation {

  /**
   * Milliseconds kept for what comes after the last request: writing answer and log line, in a cold
   * function too.
   */
  private static final int KEPT_FOR_THE_ANSWER = 300;

  private static final ScopedValue<Invocation> CURRENT = ScopedValue.newInstance();

  private final IntSupplier remainingMillis;
  private final TableUsage usage = new TableUsage();
  private Optional<String> caller = Optional.empty();

  /**
   * An invocation that has not begun.
   *
   * @param remainingMillis the time until the function is ended from outside, as Lambda tells it
   */
  public Invocation(IntSupplier remainingMillis) {
    this.remainingMillis = remainingMillis;
  }

  /** The current thread's; empty where no function is being invoked, as in a command. */
  public static Optional<Invocation> current() {
    return CURRENT.isBound() ? Optional.of(CURRENT.get()) : Optional.empty();
  }

  /** Does work as part of this invocation. */
  public <T> T run(Supplier<T> work) {
    return ScopedValue.where(CURRENT, this).call(work::get);
  }

  /** What requests may take from here on, all together; never negative. */
  public Duration timeLeft() {
    return Duration.ofMillis(Math.max(0, remainingMillis.getAsInt() - KEPT_FOR_THE_ANSWER));
  }

  /** What has been asked of the table so far. */
  public TableUsage usage() {
    return usage;
  }

  /** The uuid of the user it is for; empty until that is known. */
  public Optional<String> caller() {
    return caller;
  }

  /** Notes the uuid of the user it is for. */
  public void isFor(String userUuid) {
    caller = Optional.of(userUuid);
  }
}
