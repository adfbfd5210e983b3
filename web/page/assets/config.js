/**
 * What the page is to talk to, as `config.json` beside it says:
 *
 * - `api`: the API's origin; empty for the page's own;
 * - `signIn`, `client`: the hosted sign-in's origin and the user pool's client;
 * - `users`: in their place where anybody may be anyone, as on a developer's machine: `[{handle, display_name}]`.
 */
export async function loadConfig() {
  const response = await fetch("config.json", { cache: "no-cache" }).catch(() => null);
  if (response === null) {
    throw new Error("There is no connection: load it again once there is.");
  }
  if (!response.ok) {
    throw new Error(`config.json is answered with ${response.status}: it belongs beside index.html.`);
  }
  const config = await response.json().catch(() => null);
  if (!(config?.signIn && config.client) && !config?.users) {
    throw new Error("config.json should hold JSON that names api, signIn and client.");
  }
  return { ...config, api: config.api || location.origin };
}
