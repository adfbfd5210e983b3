/** A request that did not come to what it was for. */
export class ApiError extends Error {
  /**
   * @param {number} status the HTTP status; 0 when no answer came
   * @param {string[]} codes what the API says is wrong
   * @param {number} retryAfter milliseconds after which asking again makes sense; 0 when the API says nothing of it
   */
  constructor(status, codes = [], retryAfter = 0) {
    super(`${status} ${codes.join(", ")}`);
    this.status = status;
    this.codes = codes;
    this.retryAfter = retryAfter;
  }

  /** Whether no answer came: the network is gone, or the answer was lost on its way. */
  get isLost() {
    return this.status === 0;
  }

  /** Whether the same request may succeed later. */
  get isPassing() {
    return this.isLost || this.status === 401 || this.status === 408 || this.status === 429 || this.status >= 500;
  }

  /** The error of an answer. */
  static async of(response) {
    const body = await response.json().catch(() => []);
    const seconds = Number(response.headers.get("retry-after"));
    return new ApiError(
      response.status,
      Array.isArray(body) ? body : [],
      Number.isFinite(seconds) ? seconds * 1000 : 0,
    );
  }
}
