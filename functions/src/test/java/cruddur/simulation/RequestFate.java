package cruddur.simulation;

/** What becomes of a request. */
enum RequestFate {
  /** It is made and answered. */
  ANSWERED,
  /** The invocation dies before it is made. */
  DIED_BEFORE,
  /** It takes effect, and the invocation dies before it hears of that. */
  DIED_AFTER,
  /** It takes effect, and the caller is told that the table does not answer: a time-out after. */
  ANSWER_LOST,
  /**
   * It has no effect, and the caller is told that the table does not answer: throttled, or a
   * time-out before.
   */
  REFUSED,
  /**
   * It takes effect, the response is lost on the way, and some time later the client makes it again
   * by itself.
   */
  MADE_TWICE,
  /** It is held up, while others go on. */
  DELAYED,
  /** A transaction has no effect, since another request held one of its rows. */
  CONFLICT
}
