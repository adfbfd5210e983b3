const SHORTEST = 1_000;
const LONGEST = 30_000;

/** Returns the milliseconds to wait after a number of failures in a row, at least what the API asks for. */
export function pauseAfter(failures, error) {
  const limit = Math.min(LONGEST, SHORTEST * 2 ** (failures - 1));
  // Jitter keeps pages from retrying at the same moment.
  return Math.max(error?.retryAfter ?? 0, limit * (0.5 + Math.random() / 2));
}
