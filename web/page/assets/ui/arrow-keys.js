import { isComposing } from "./composing.js";

/**
 * Moves the focus with the arrow keys up and down between these elements, in their order. Returns whether it moved.
 *
 * @param {HTMLElement[]} elements
 */
export function moveFocus(event, elements) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || isComposing(event)) {
    return false;
  }
  const next = elements[elements.indexOf(document.activeElement) + step];
  if (next === undefined || !elements.includes(document.activeElement)) {
    return false;
  }
  event.preventDefault();
  next.focus();
  return true;
}
