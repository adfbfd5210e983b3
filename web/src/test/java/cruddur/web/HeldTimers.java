package cruddur.web;

/** Timers of a page that end when the test says so, chosen by their pauses. */
final class HeldTimers {

  /** How long a message is visible before it counts as read. */
  static final int READING_MS = 900;

  /** How long hiding and clearing can be undone. */
  static final int UNDOING_MS = 12_000;

  /** How long a check mark says that a handle was copied. */
  static final int COPIED_MS = 2_500;

  /** How long the page waits for its database. */
  static final int OPENING_MS = 3_000;

  /** How long a sign-out waits for what is being sent. */
  static final int SIGNING_OUT_MS = 3_000;

  /** Between two polls while live events tell what is new. */
  static final int SAFETY_POLL_MS = 60_000;

  /** Between two times that a long draft is stored. */
  static final int LONG_DRAFT_MS = 800;

  /** Before a message is notified of. */
  static final int NOTIFYING_MS = 1_500;

  /** For which new messages are gathered into one announcement. */
  static final int GATHERING_MS = 2_000;

  /** For which a conversation is not announced again. */
  static final int BURST_MS = 30_000;

  private static final String SCRIPT =
      """
      {
        const [realSet, realClear] = [window.setTimeout, window.clearTimeout];
        window.heldTimers ??= new Map();
        window.setTimeout = (action, pause, ...rest) => {
          if (!(pause >= SHORTEST && pause <= LONGEST)) {
            return realSet(action, pause, ...rest);
          }
          const timer = `held ${crypto.randomUUID()}`;
          window.heldTimers.set(timer, { action, pause });
          return timer;
        };
        window.clearTimeout = (timer) => window.heldTimers.delete(timer) || realClear(timer);
      }
      """;

  private final MessengerPage page;
  private final int shortest;
  private final int longest;

  /** Holds the timers of a page that is to be loaded. */
  HeldTimers(MessengerPage page, int pause) {
    this(page, pause, pause);
  }

  /**
   * Holds the timers with pauses between these, in milliseconds, of a page that is to be loaded.
   */
  HeldTimers(MessengerPage page, int shortest, int longest) {
    this.page = page;
    this.shortest = shortest;
    this.longest = longest;
    page.beforeLoading(
        SCRIPT
            .replace("SHORTEST", Integer.toString(shortest))
            .replace("LONGEST", Integer.toString(longest)));
  }

  long count() {
    return (long)
        page.run(
            """
            return [...window.heldTimers.values()].filter(({ pause }) =>
              pause >= arguments[0] && pause <= arguments[1]).length;
            """,
            shortest,
            longest);
  }

  /** Waits until so many run. */
  void awaitCount(long expected) {
    page.awaitEquals(expected, this::count);
  }

  /** Ends those that run, once there is one. */
  void end() {
    page.await(() -> count() > 0);
    page.run(
        """
        const timers = [...window.heldTimers].filter(([, { pause }]) =>
          pause >= arguments[0] && pause <= arguments[1]);
        timers.forEach(([timer]) => window.heldTimers.delete(timer));
        timers.forEach(([, { action }]) => action());
        """,
        shortest,
        longest);
  }
}
