/** A failed request. */
export class ApiError extends Error {
  /**
   * @param {number} status the HTTP status; 0 if there was no response
   * @param {string[]} codes the error codes of the API
   * @param {number} retryAfter milliseconds to wait before a retry; 0 if the API does not say
   */
  constructor(status, codes = [], retryAfter = 0) {
    super(`${status} ${codes.join(", ")}`);
    this.status = status;
    this.codes = codes;
    this.retryAfter = retryAfter;
  }

  /** Whether there was no response: the network is down, or the response was lost. */
  get isLost() {
    return this.status === 0;
  }

  /** Whether the same request may succeed later. */
  get isTransient() {
    return this.isLost || this.status === 401 || this.status === 408 || this.status === 429 || this.status >= 500;
  }

  /** Creates the error of a response. */
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
