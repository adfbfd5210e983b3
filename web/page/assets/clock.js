/** The timers and clocks of the browser. Tests have others. */
export const BROWSER_CLOCK = {
  setTimeout: (action, pause) => setTimeout(action, pause),
  clearTimeout: (timer) => clearTimeout(timer),
  /** Milliseconds, never set back. Not all browsers count a sleep of the device. */
  now: () => performance.now(),
  /** Milliseconds since 1970, by the clock of the device. */
  wallTime: () => Date.now(),
};
