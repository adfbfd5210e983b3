/** Whether an input method uses this key for its composition. Safari reports the last one by key code 229 only. */
export function isComposing(event) {
  return event.isComposing || event.keyCode === 229;
}
