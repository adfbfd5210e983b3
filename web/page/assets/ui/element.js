/**
 * Creates an element. Strings among its children become text nodes; null, undefined and false are left out.
 *
 * @param {string} tag with classes after dots: `p.notice`
 * @param {object} properties attributes; a function is the listener of the event with its name
 */
export function element(tag, properties = {}, ...children) {
  const [name, ...classes] = tag.split(".");
  const created = document.createElement(name);
  created.classList.add(...classes);
  for (const [key, value] of Object.entries(properties)) {
    if (typeof value === "function") {
      created.addEventListener(key, value);
    } else if (value === true) {
      created.setAttribute(key, "");
    } else if (value || value === "" || value === 0) {
      created.setAttribute(key, value);
    }
  }
  created.append(...children.filter((child) => child || child === ""));
  return created;
}

/** One of the icons in index.html. */
export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  svg.classList.add("icon");
  svg.setAttribute("aria-hidden", "true");
  use.setAttribute("href", `#icon-${name}`);
  svg.append(use);
  return svg;
}

/** A text of a user, in any script and direction. */
export function userText(tag, text) {
  return element(tag, { dir: "auto" }, text);
}

/** A handle with its sign, which stays in front of it in any direction of the page. */
export function handleText(tag, handle) {
  return element(tag, { dir: "ltr" }, `@${handle}`);
}

/**
 * Gives an element these children, in this order. A child that is in position or has the focus is not moved, so that it
 * keeps its selection, focus and scroll position.
 */
export function arrange(parent, children) {
  const wanted = new Set(children);
  [...parent.childNodes].filter((child) => !wanted.has(child)).forEach((child) => child.remove());
  const focused = [...parent.childNodes].find((child) => child.contains(document.activeElement));
  children.forEach((child, index) => {
    if (child === focused) {
      // What is before it moves behind it, and then to its own position.
      const current = [...parent.childNodes];
      parent.append(...current.slice(index, current.indexOf(child)));
    } else if (parent.childNodes[index] !== child) {
      parent.insertBefore(child, parent.childNodes[index] ?? null);
    }
  });
}
