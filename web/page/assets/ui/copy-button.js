import { announce } from "./announcer.js";
import { element, handleText, icon } from "./element.js";

/** Milliseconds for which a check mark says that the handle was copied. */
const SHOWN = 2_500;

/** A button that shows a handle and copies it. */
export function handleButton(handle) {
  const text = `@${handle}`;
  const label = handleText("span", handle);
  let timer = null;
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      announce(`Copied ${text}`);
      button.classList.add("is-copied");
      clearTimeout(timer);
      timer = setTimeout(() => button.classList.remove("is-copied"), SHOWN);
    } catch {
      // Without permission, or without HTTPS: selected, so that the user can copy it.
      getSelection().selectAllChildren(label);
    }
  };
  const button = element(
    "button.copy",
    { type: "button", "aria-label": `Copy your handle ${text}`, title: "Copy your handle", click: copy },
    label,
    icon("copy"),
    icon("sent"),
  );
  return button;
}
