import { ApiError } from "../api/api-error.js";

/** After so many milliseconds without an answer a request counts as lost. */
const PATIENCE = 15_000;

/** Posts a request and returns its JSON; throws an ApiError. */
export async function tokenRequest(address, headers, body) {
  let response;
  try {
    response = await fetch(address, { method: "POST", headers, body, signal: AbortSignal.timeout(PATIENCE) });
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
    // An answer that breaks off is a lost one.
    throw new ApiError(0);
  }
}
