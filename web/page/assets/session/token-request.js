import { ApiError } from "../api/api-error.js";

/** Posts a request and returns its JSON; throws an ApiError. */
export async function tokenRequest(address, headers, body) {
  let response;
  try {
    response = await fetch(address, { method: "POST", headers, body });
  } catch {
    throw new ApiError(0);
  }
  if (!response.ok) {
    throw await ApiError.of(response);
  }
  return response.text().then((text) => (text ? JSON.parse(text) : null));
}
