/** The API's rules for texts. */

/** The most characters of a message, counted as code points. */
export const LONGEST_MESSAGE = 1024;

/** Characters as the API counts them. */
export function length(text) {
  return [...text].length;
}

/** Whether nothing of a text can be seen. */
export function isBlank(text) {
  return /^[\s\p{Z}\p{Cc}\p{Cf}]*$/u.test(text);
}

/** Whether a text is one to three emoji, and nothing else. */
export function isEmoji(text) {
  return /^\p{RGI_Emoji}{1,3}$/v.test(text);
}
