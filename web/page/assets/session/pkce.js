/** Proof Key for Code Exchange, RFC 7636: an intercepted code is useless without the verifier. */

/** Returns 32 random bytes in base64url. */
export function randomText() {
  return base64url(crypto.getRandomValues(new Uint8Array(32)));
}

/** Returns the challenge (S256) of a verifier. */
export async function challengeOf(verifier) {
  return base64url(new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(verifier))));
}

function base64url(bytes) {
  return btoa(String.fromCodePoint(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}
