/**
 * Reads `config.json`, which lies beside index.html:
 *
 * - `api`: the origin of the API; the page's own origin if empty;
 * - `signIn`, `client`: the origin of the hosted sign-in and the user pool client;
 * - `users`: replaces the two on a developer's machine, where no password is asked for: `[{handle, display_name}]`.
 */
export async function loadConfig() {
  const response = await fetch("config.json", { cache: "no-cache" }).catch(() => null);
  if (response === null) {
    throw new Error("There is no connection.");
  }
  if (!response.ok) {
    throw new Error(`config.json returns HTTP ${response.status}. Put it beside index.html.`);
  }
  const config = await response.json().catch(() => null);
  if (!(config?.signIn && config.client) && !config?.users) {
    throw new Error("config.json must contain JSON with api, signIn and client.");
  }
  return { ...config, api: config.api || location.origin };
}
