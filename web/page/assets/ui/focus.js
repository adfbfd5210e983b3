/**
 * Changes the children of an element. If the one that has the focus is gone afterwards, the fallback gives the focus to
 * another element.
 */
export function keepingFocus(container, change, fallback) {
  const hadFocus = container.contains(document.activeElement);
  change();
  if (hadFocus && !container.contains(document.activeElement)) {
    fallback();
  }
}
