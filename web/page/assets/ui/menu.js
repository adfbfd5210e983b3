import { element, icon } from "./element.js";

/**
 * A button that opens a menu.
 *
 * @param {string} label of the button and the menu
 * @param {function} itemsNow returns the items when the menu opens, as `{label, action}`
 */
export function menuButton(label, itemsNow) {
  const button = element(
    "button.icon-button",
    {
      type: "button",
      "aria-label": label,
      title: label,
      "aria-haspopup": "menu",
      "aria-expanded": "false",
      click: () => (menu.hidden ? open(0) : leave()),
      keydown: (event) => onButtonKey(event),
    },
    icon("more"),
  );
  const menu = element("div.menu", {
    role: "menu",
    "aria-label": label,
    hidden: true,
    keydown: (event) => onMenuKey(event),
  });
  let entries = [];
  return element(
    "div.menu-container",
    {
      focusout: (event) => onFocusOut(event),
      // Safari gives no focus to a button that is clicked, so that the menu would close before the click.
      mousedown: (event) => event.preventDefault(),
    },
    button,
    menu,
  );

  function open(index) {
    entries = itemsNow().map(({ label: text, action }) =>
      element("button", { type: "button", role: "menuitem", tabindex: -1, click: () => choose(action) }, text),
    );
    menu.replaceChildren(...entries);
    menu.hidden = false;
    button.setAttribute("aria-expanded", "true");
    entries.at(index).focus();
  }

  function close() {
    menu.hidden = true;
    button.setAttribute("aria-expanded", "false");
  }

  function leave() {
    button.focus();
    close();
  }

  function choose(action) {
    leave();
    action();
  }

  function onButtonKey(event) {
    const index = { ArrowDown: 0, ArrowUp: -1 }[event.key];
    if (index !== undefined && !event.altKey) {
      event.preventDefault();
      open(index);
    }
  }

  function onMenuKey(event) {
    const index = entries.indexOf(document.activeElement);
    const next = { ArrowDown: (index + 1) % entries.length, ArrowUp: index - 1, Home: 0, End: -1 }[event.key];
    if (event.key === "Escape") {
      event.preventDefault();
      leave();
    } else if (next !== undefined && !event.altKey) {
      event.preventDefault();
      entries.at(next).focus();
    }
  }

  /** Closes the menu when the focus leaves it, by the Tab key or a click elsewhere. */
  function onFocusOut({ currentTarget, relatedTarget }) {
    if (!currentTarget.contains(relatedTarget)) {
      close();
    }
  }
}
