package cruddur.local.faults;

import java.util.Locale;

/** The faults that can be injected. */
sealed interface InjectedFault {

  /** Faults between a client and a function of the API. */
  enum Api implements InjectedFault {
    /** The connection is closed before the function has run. */
    REQUEST_LOST,
    /** The connection is closed after the function has run. */
    RESPONSE_LOST,
    /** API Gateway throttles: 429, and the function has not run. */
    THROTTLED,
    /** API Gateway times out: 503, and the function has run. */
    UNAVAILABLE,
    SLOW
  }

  /** Faults between a function and DynamoDB, for one attempt of a request. */
  enum DynamoDb implements InjectedFault {
    /** The connection is closed before the request is sent. */
    REQUEST_LOST,
    /** The connection is closed after the request has taken effect. */
    RESPONSE_LOST,
    /** The connection is closed within the response. */
    RESPONSE_CUT,
    /** Status 500. */
    FAILED,
    THROTTLED,
    /** A write conflicts with a transaction. */
    CONFLICT,
    SLOW
  }

  /** Faults of a row that the index returns. */
  enum Index implements InjectedFault {
    /** The row is stale. */
    BEHIND
  }

  /** Faults between the table's stream and its function. */
  enum Stream implements InjectedFault {
    /** The batch is delayed. */
    LATE,
    /** The batch is delivered twice. */
    REPEATED,
    /** The batch was processed, but counts as failed. */
    RESPONSE_LOST
  }

  /** Faults between the API of live events and a subscriber. */
  enum Event implements InjectedFault {
    LOST,
    /** The event is delivered twice. */
    REPEATED,
    /** The event is delayed, and later ones overtake it. */
    LATE,
    /** The event is lost with its connection. */
    CONNECTION_CUT
  }

  String name();

  /** The name in the routes: {@code api.response_lost} for example. */
  default String label() {
    return (getClass().getSimpleName() + "." + name()).toLowerCase(Locale.ROOT);
  }
}
