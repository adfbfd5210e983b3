const SHORTEST = 1_000;
const LONGEST = 30_000;

/** Milliseconds to wait after so many failures in a row, at least what the API asks for. */
export function pauseAfter(failures, error) {
  const limit = Math.min(LONGEST, SHORTEST * 2 ** (failures - 1));
  // Scattered, so that not all pages come back at once.
  return Math.max(error?.retryAfter ?? 0, limit * (0.5 + Math.random() / 2));
}
