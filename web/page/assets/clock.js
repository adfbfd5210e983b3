/** The timers of the browser. Tests have another clock. */
export const BROWSER_CLOCK = {
  setTimeout: (action, pause) => setTimeout(action, pause),
  clearTimeout: (timer) => clearTimeout(timer),
};
