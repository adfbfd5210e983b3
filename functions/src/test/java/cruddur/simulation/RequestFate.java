package cruddur.simulation;

/** What happens to a request. */
enum RequestFate {
  /** It takes effect and the response arrives. */
  RESPONDED,
  /** The invocation crashes before the request. */
  CRASHED_BEFORE,
  /** The request takes effect, and the invocation crashes before the response. */
  CRASHED_AFTER,
  /** It takes effect, but the response is lost: a timeout afterwards. */
  RESPONSE_LOST,
  /** It has no effect and fails: throttled, or a timeout before. */
  FAILED,
  /** It takes effect, the response is lost, and some time later the SDK sends the request again. */
  SENT_TWICE,
  /** It is delayed while other invocations continue. */
  DELAYED,
  /** A transaction has no effect because it conflicts with another request. */
  CONFLICT
}
