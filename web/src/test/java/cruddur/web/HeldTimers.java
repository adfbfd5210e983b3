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

  /** Between two polls while live events tell what is new. */
  static final int SAFETY_POLL_MS = 60_000;

  /** Between two times that a long draft is stored. */
  static final int LONG_DRAFT_MS = 800;

  /** Before a message is notified of. */
  static final int NOTIFYING_MS = 1_500;

  private static final String SCRIPT =
      """
      {
        const [realSet, realClear] = [window.setTimeout, window.clearTimeout];
        window.heldTimers ??= new Map();
        window.setTimeout = (action, pause, ...rest) => {
          if (pause !== HELD_PAUSE) {
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
  private final int pause;

  /** Holds the timers of a page that is to be loaded. */
  HeldTimers(MessengerPage page, int pause) {
    this.page = page;
    this.pause = pause;
    page.beforeLoading(SCRIPT.replace("HELD_PAUSE", Integer.toString(pause)));
  }

  long count() {
    return (long)
        page.run(
            "return [...window.heldTimers.values()].filter(({ pause }) => pause === arguments[0]).length",
            pause);
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
        const timers = [...window.heldTimers].filter(([, { pause }]) => pause === arguments[0]);
        timers.forEach(([timer]) => window.heldTimers.delete(timer));
        timers.forEach(([, { action }]) => action());
        """,
        pause);
  }
}
