/**
 * What the page is to talk to, as `config.json` beside it says:
 *
 * - `api`: the API's origin; empty for the page's own;
 * - `signIn`, `client`: the hosted sign-in's origin and the user pool's client;
 * - `users`: in their place where anybody may be anyone, as on a developer's machine: `[{handle, display_name}]`.
 */
export async function loadConfig() {
  const response = await fetch("config.json", { cache: "no-cache" });
  if (!response.ok) {
    throw new Error(`config.json is answered with ${response.status}: it belongs beside index.html.`);
  }
  const config = await response.json();
  return { ...config, api: config.api || location.origin };
}
