import { isVisible } from "./visible-text.js";

/** The API's rules for texts. */

/** The maximum length of a message, in code points. */
export const MAX_MESSAGE_LENGTH = 1024;

/** The length of a text as the API counts it, in code points. */
export function length(text) {
  return [...text].length;
}

/** Whether a text has no visible character, by the API's own data. */
export function isBlank(text) {
  return ![...text].some((character) => isVisible(character.codePointAt(0)));
}

/** Whether a text is one to three emoji, and nothing else. */
export function isEmoji(text) {
  return /^\p{RGI_Emoji}{1,3}$/v.test(text);
}
