import { isVisible } from "./visible-text.js";

/** The API's rules for texts. */

/** The maximum length of a message, in code points. */
export const MAX_MESSAGE_LENGTH = 1024;

/** The length of a text as the API counts it, in code points. */
export function length(text) {
  return text.length - (text.match(/[\ud800-\udbff][\udc00-\udfff]/g)?.length ?? 0);
}

/** Returns the beginning of a text, of at most so many code points. */
export function beginning(text, count) {
  return [...text.slice(0, 2 * count)].slice(0, count).join("");
}

/** Whether a text has no visible character, by the API's own data. */
export function isBlank(text) {
  for (const character of text) {
    if (isVisible(character.codePointAt(0))) {
      return false;
    }
  }
  return true;
}

/** Whether a text is one to three emoji, and nothing else. */
export function isEmoji(text) {
  return /^\p{RGI_Emoji}{1,3}$/v.test(text);
}
