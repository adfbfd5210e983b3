package cruddur.local.faults;

import java.util.Locale;

/** What goes wrong, by where it does. */
sealed interface InjectedFault {

  /** Between a client and a function of the API. */
  enum Api implements InjectedFault {
    /** The connection is closed, and the function has not run. */
    REQUEST_LOST,
    /** The connection is closed, and the function has run. */
    ANSWER_LOST,
    /** API Gateway's throttle: 429, and the function has not run. */
    THROTTLED,
    /** API Gateway has waited too long: 503, and the function has run. */
    UNAVAILABLE,
    SLOW
  }

  /** Between a function and DynamoDB, at one attempt of a call. */
  enum DynamoDb implements InjectedFault {
    /** The connection is closed before the request. */
    REQUEST_LOST,
    /** The connection is closed when the request has had its effect. */
    ANSWER_LOST,
    /** The connection is closed within the response. */
    ANSWER_CUT,
    /** Status 500. */
    FAILED,
    THROTTLED,
    /** A write met somebody's transaction. */
    CONFLICT,
    SLOW
  }

  /** In what the index says of one row. */
  enum Index implements InjectedFault {
    /** As it was a moment ago. */
    BEHIND
  }

  /** Between the table's stream and its function. */
  enum Stream implements InjectedFault {
    /** The batch comes later. */
    LATE,
    /** The batch comes twice. */
    REPEATED,
    /** The batch is taken for failed, and was processed. */
    ANSWER_LOST
  }

  String name();

  /** As it is shown and asked for: {@code api.answer_lost}. */
  default String label() {
    return (getClass().getSimpleName() + "." + name()).toLowerCase(Locale.ROOT);
  }
}
