import { element } from "./element.js";

/** Shows that something failed that no other place on the page reports, with a way on. */
export function watchForFailures(container) {
  addEventListener("error", ({ error }) => {
    // An event without an error is the browser's own, such as a notice of ResizeObserver.
    if (error) {
      show(container);
    }
  });
  addEventListener("unhandledrejection", () => show(container));
}

function show(container) {
  container.replaceChildren(
    "Something went wrong on this page. ",
    element("button.link", { type: "button", click: () => location.reload() }, "Reload"),
  );
  container.hidden = false;
}
