package cruddur.handler;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs the first of failures that change nothing for a caller; the others would say the same. */
final class FirstFailure implements Consumer<RuntimeException> {

  private static final Logger LOG = LoggerFactory.getLogger(FirstFailure.class);

  private final String consequence;
  private final AtomicBoolean isLogged = new AtomicBoolean();

  FirstFailure(String consequence) {
    this.consequence = consequence;
  }

  @Override
  public void accept(RuntimeException failure) {
    if (!isLogged.getAndSet(true)) {
      LOG.warn("{}: {}", consequence, Causes.of(failure));
    }
  }
}
