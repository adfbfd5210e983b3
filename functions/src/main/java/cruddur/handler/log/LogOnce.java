package cruddur.handler.log;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** Logs the first of many failures that do not affect the response. */
public final class LogOnce implements Consumer<RuntimeException> {

  private final JsonLog log;
  private final String message;
  private final AtomicBoolean isLogged = new AtomicBoolean();

  public LogOnce(JsonLog log, String message) {
    this.log = log;
    this.message = message;
  }

  @Override
  public void accept(RuntimeException failure) {
    if (!isLogged.getAndSet(true)) {
      log.warn(message, failure);
    }
  }
}
