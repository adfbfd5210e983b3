import { element } from "./element.js";

const HUES = 8;

/** The initials of a name, on a color that depends on the handle. */
export function avatar(displayName, handle) {
  const hue =
    [...handle.toLowerCase()].reduce((sum, character) => (sum * 33 + character.codePointAt(0)) % 9973, 7) % HUES;
  return element(`span.avatar.hue-${hue}`, { "aria-hidden": "true" }, initials(displayName));
}

function initials(name) {
  const words = name.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
  const ends = words.length > 1 ? [words[0], words.at(-1)] : words;
  return ends.map(firstCharacter).join("").toLocaleUpperCase() || "?";
}

function firstCharacter(word) {
  return /[\p{L}\p{N}]\p{M}*/u.exec(word)[0];
}
