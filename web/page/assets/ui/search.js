/** Letters that Unicode does not decompose, and what people type for them. */
const PLAIN_LETTERS = {
  ...{ ł: "l", ø: "o", đ: "d", ð: "d", ħ: "h", ŧ: "t", ı: "i", ŋ: "n", ɓ: "b", ɗ: "d", ƙ: "k", ƴ: "y", ς: "σ" },
  ...{ ß: "ss", æ: "ae", œ: "oe", þ: "th" },
};

const LETTERS = new RegExp(`[${Object.keys(PLAIN_LETTERS).join("")}]`, "g");

/** What is written as the apostrophe of a name: quotes, accents and modifier letters. */
const APOSTROPHES = /['’‘‛`´′＇ʼʻʹʾʿ]/g;

/** Returns whether a user has these words in their name or handle, whatever their case, accents, apostrophes and dashes. */
export function matcher(text) {
  const words = plain(text).split(/\s+/).filter(Boolean);
  return ({ display_name: name, handle }) => {
    const searched = `${plain(name)} @${plain(handle)}`;
    return words.every((word) => searched.includes(word));
  };
}

function plain(text) {
  return text
    .replace(APOSTROPHES, "")
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/\p{Pd}/gu, "-")
    .toLowerCase()
    .replace(LETTERS, (letter) => PLAIN_LETTERS[letter]);
}
