/**
 * Makes an element. Strings among its children become text, whatever is in them; what is null, undefined or false is
 * left out.
 *
 * @param {string} tag with classes behind dots: `p.notice`
 * @param {object} properties attributes; functions are listeners of the event that they are named for
 */
export function element(tag, properties = {}, ...children) {
  const [name, ...classes] = tag.split(".");
  const made = document.createElement(name);
  made.classList.add(...classes);
  for (const [key, value] of Object.entries(properties)) {
    if (typeof value === "function") {
      made.addEventListener(key, value);
    } else if (value === true) {
      made.setAttribute(key, "");
    } else if (value || value === "" || value === 0) {
      made.setAttribute(key, value);
    }
  }
  made.append(...children.filter((child) => child || child === ""));
  return made;
}

/** An icon of those in index.html. */
export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  svg.classList.add("icon");
  svg.setAttribute("aria-hidden", "true");
  use.setAttribute("href", `#icon-${name}`);
  svg.append(use);
  return svg;
}

/** A text that somebody has written, in whatever script and direction. */
export function userText(tag, text) {
  return element(tag, { dir: "auto" }, text);
}

/**
 * Gives an element these children, in this order, and moves none that is in its place: what is selected, focused or
 * scrolled stays so.
 */
export function arrange(parent, children) {
  const wanted = new Set(children);
  [...parent.childNodes].filter((child) => !wanted.has(child)).forEach((child) => child.remove());
  children.forEach((child, index) => {
    const standing = parent.childNodes[index] ?? null;
    if (standing !== child) {
      parent.insertBefore(child, standing);
    }
  });
}
