/** The title and the icon of the page, both with the number of unread conversations. */

const MOST = 9;

const link = document.querySelector("link[rel=icon]");
const plainIcon = link.getAttribute("href");

let title = document.title;
let count = 0;

/** Sets the title without the number. */
export function setTitle(text) {
  title = text;
  show();
}

/** Sets the number of unread conversations. */
export function setUnreadCount(number) {
  if (number !== count) {
    count = number;
    link.setAttribute("href", count === 0 ? plainIcon : iconWith(count > MOST ? `${MOST}+` : String(count)));
    // Only an installed page has a badge.
    const badge = count === 0 ? navigator.clearAppBadge?.() : navigator.setAppBadge?.(count);
    badge?.catch(() => {});
  }
  show();
}

function show() {
  document.title = count === 0 ? title : `(${count}) ${title}`;
}

function iconWith(text) {
  const svg =
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="9" fill="#b3233f"/>' +
    `<text x="16" y="24" text-anchor="middle" font-family="sans-serif" font-size="${text.length > 1 ? 18 : 23}" ` +
    `font-weight="700" fill="#fff">${text}</text></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}
