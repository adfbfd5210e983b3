import { ApiError } from "../api/api-error.js";

/** Milliseconds after which a request without a response counts as lost. */
const TIMEOUT = 15_000;

/** Posts a request and returns its JSON; throws an ApiError. */
export async function tokenRequest(address, headers, body) {
  let response;
  try {
    response = await fetch(address, { method: "POST", headers, body, signal: AbortSignal.timeout(TIMEOUT) });
  } catch {
    throw new ApiError(0);
  }
  if (!response.ok) {
    throw await ApiError.of(response);
  }
  try {
    const text = await response.text();
    return text ? JSON.parse(text) : null;
  } catch {
    // A response that breaks off counts as lost.
    throw new ApiError(0);
  }
}
