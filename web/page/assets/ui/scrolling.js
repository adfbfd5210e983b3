/** Distance from the end, in pixels, at which more is loaded. */
const LOAD_DISTANCE = 300;

/** Whether a list is scrolled near its end, or does not fill its container. One that is not displayed is not. */
export function isNearEnd({ scrollTop, scrollHeight, clientHeight }) {
  return clientHeight > 0 && scrollHeight - scrollTop - clientHeight <= LOAD_DISTANCE;
}
