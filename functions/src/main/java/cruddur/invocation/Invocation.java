package cruddur.invocation;

import java.time.Duration;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/** The invocation that the current thread works for. A scoped value: code at any depth finds it. */
public final class Invocation {

  /** Milliseconds reserved for writing the response and the log line, in a cold function too. */
  private static final int RESERVED_FOR_RESPONSE = 300;

  private static final ScopedValue<Invocation> CURRENT = ScopedValue.newInstance();

  private final IntSupplier remainingMillis;
  private final TableUsage usage = new TableUsage();
  private Optional<String> caller = Optional.empty();

  public Invocation(IntSupplier remainingMillis) {
    this.remainingMillis = remainingMillis;
  }

  /** The current thread's invocation; empty outside of functions, as in a command. */
  public static Optional<Invocation> current() {
    return CURRENT.isBound() ? Optional.of(CURRENT.get()) : Optional.empty();
  }

  public <T> T run(Supplier<T> work) {
    return ScopedValue.where(CURRENT, this).call(work::get);
  }

  /** Runs work in a thread of its own: a thread does not inherit the invocation. */
  public void run(Runnable work) {
    ScopedValue.where(CURRENT, this).run(work);
  }

  /** The time that all further requests may take together; never negative. */
  public Duration timeLeft() {
    return Duration.ofMillis(Math.max(0, remainingMillis.getAsInt() - RESERVED_FOR_RESPONSE));
  }

  public TableUsage usage() {
    return usage;
  }

  public Optional<String> caller() {
    return caller;
  }

  public void setCaller(String userUuid) {
    caller = Optional.of(userUuid);
  }
}
