package cruddur.messaging.reading;

import java.util.Optional;

/** A request for up to {@code limit} rows, 1 to 100, before a sort key or from the newest on. */
public record PageRequest(int limit, Optional<String> before) {

  public static final int DEFAULT_LIMIT = 20;

  public static final int MAX_LIMIT = 100;
}
