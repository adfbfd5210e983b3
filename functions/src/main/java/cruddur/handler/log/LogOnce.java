package cruddur.handler.log;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs the first of failures that change nothing for a caller; the others would say the same. */
public final class LogOnce implements Consumer<RuntimeException> {

  private static final Logger LOG = LoggerFactory.getLogger(LogOnce.class);

  private final String consequence;
  private final AtomicBoolean isLogged = new AtomicBoolean();

  public LogOnce(String consequence) {
    this.consequence = consequence;
  }

  @Override
  public void accept(RuntimeException failure) {
    if (!isLogged.getAndSet(true)) {
      LOG.warn("{}: {}", consequence, SafeErrorDescription.of(failure));
    }
  }
}
