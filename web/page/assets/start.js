/**
 * Reports a file of the page that cannot be loaded, and loads it again. This is no module, because a module that cannot
 * be loaded keeps all others from running.
 */
(() => {
  /** Milliseconds between two attempts. */
  const SHORTEST = 1_000;
  const LONGEST = 30_000;

  const starting = document.getElementById("starting");
  const failure = document.getElementById("failure");
  const missingStyles = new Set();
  // A page that fails again after a reload does not reload at once.
  let pause = performance.getEntriesByType("navigation")[0]?.type === "reload" ? LONGEST : SHORTEST;
  let timer = null;

  // Errors and loads of files do not bubble, but can be captured. Loads do not reach the window.
  addEventListener("error", ({ target, error }) => onError(target, error), true);
  document.addEventListener("load", ({ target }) => onLoad(target), true);

  function onError(target, error) {
    if (target instanceof HTMLScriptElement) {
      report("A part of this page could not be loaded. Trying again.");
      retry();
      addEventListener("online", () => reloadIfPossible());
    } else if (isStylesheet(target)) {
      missingStyles.add(fileOf(target));
      report("A part of this page could not be loaded. Trying again.");
      setTimeout(() => target.replaceWith(anew(target)), nextPause());
    } else if (error && starting.isConnected) {
      report("This page cannot start. Your browser may be too old for it.");
    }
  }

  function onLoad(target) {
    if (isStylesheet(target) && missingStyles.delete(fileOf(target)) && missingStyles.size === 0) {
      failure.hidden = true;
      starting.hidden = false;
    }
  }

  function isStylesheet(target) {
    return target instanceof HTMLLinkElement && target.rel === "stylesheet";
  }

  function fileOf(stylesheet) {
    return stylesheet.href.replace(/\?.*/, "");
  }

  /** Another address, because a browser remembers which one has failed. */
  function anew(stylesheet) {
    const copy = stylesheet.cloneNode();
    copy.href = `${fileOf(stylesheet)}?${Date.now()}`;
    return copy;
  }

  function report(text) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "link";
    button.textContent = "Try again";
    button.addEventListener("click", () => location.reload());
    failure.replaceChildren(`${text} `, button);
    failure.hidden = false;
    starting.hidden = true;
  }

  function retry() {
    clearTimeout(timer);
    timer = setTimeout(reloadIfPossible, nextPause());
  }

  function nextPause() {
    const current = pause;
    pause = Math.min(LONGEST, pause * 2);
    return current;
  }

  /** Reloads once every file can be loaded. Until then, a reload would replace this page by an error of the browser. */
  async function reloadIfPossible() {
    const files = [...document.querySelectorAll("link[rel=stylesheet], link[rel=modulepreload], script[src]")];
    const areLoaded = await Promise.all(files.map(({ href, src }) => isLoadable(href || src)));
    if (areLoaded.every(Boolean)) {
      location.reload();
    } else {
      retry();
    }
  }

  function isLoadable(address) {
    return fetch(address, { cache: "no-cache" }).then(
      ({ ok }) => ok,
      () => false,
    );
  }
})();
