/**
 * Which host names can be shown as they are. A name of another script can look like a name of this one, so a label has
 * letters of one script, and not only letters that look like Latin ones.
 */

/** Scripts that are written together. */
const GROUPS = ["Han Hiragana Katakana", "Han Hangul", "Han Bopomofo"].map((names) => names.split(" "));

const SINGLE = (
  "Arabic Armenian Bengali Cyrillic Devanagari Ethiopic Georgian Greek Gujarati Gurmukhi Hebrew Kannada Khmer Lao " +
  "Malayalam Myanmar Oriya Sinhala Tamil Telugu Thai Tibetan"
).split(" ");

/** The letters of a script that look like Latin ones. */
const LIKE_LATIN = {
  Armenian: "ագզէլհյոսւօ",
  Cyrillic: "асԁеһіјӏорԛѕԝхуъьҽпгѵѡ",
  Ethiopic: "ሀሠሰስበነተአከዐዕዘጠፐ",
  Georgian: "იოყძხ",
  Greek: "αγεηικνορτυχωϲϳ",
  Malayalam: "ടഠധനറ",
  Thai: "ทนบพรหเแดลปฟม",
};

/** Western and central European letters. Others of the Latin script differ from these by a dot or a stroke at most. */
const LATIN = /^[a-z0-9\-\u00df-\u00f6\u00f8-\u00fd\u00ff-\u012f\u0132-\u0137\u0139-\u013e\u0141-\u0148\u014a-\u017e]+$/i;

const PATTERNS = new Map(
  [...SINGLE.map((script) => [script]), ...GROUPS].map((scripts) => [
    scripts.join(" "),
    new RegExp(`^(?:[0-9\\-]|(?=[\\p{L}\\p{M}])(?:${scripts.map((script) => `\\p{scx=${script}}`).join("|")}))+$`, "u"),
  ]),
);

/** Whether a host name, as it is written, is one that a browser opens, and looks like no other. */
export function isPlainHost(host) {
  const labels = host.split(".");
  const top = scriptOf(labels.at(-1));
  return (
    host.length <= 253 &&
    labels.every((label) => label !== "" && isPlainLabel(label, top)) &&
    (isAscii(host) ? isUnchanged(host) : host === host.normalize("NFKC") && URL.canParse(`https://${host}/`))
  );
}

function isAscii(text) {
  return /^[\x21-\x7e]*$/.test(text);
}

/** Browsers read some numbers, such as `0x7f.1`, as addresses that look different. */
function isUnchanged(host) {
  return URL.canParse(`https://${host}/`) && new URL(`https://${host}/`).hostname === host.toLowerCase();
}

function isPlainLabel(label, top) {
  if (/^[a-z0-9_\-]+$/i.test(label) || LATIN.test(label)) {
    return true;
  }
  const script = scriptOf(label);
  if (script === null || label !== label.toLowerCase()) {
    return false;
  }
  const lookalikes = LIKE_LATIN[script] ?? "";
  return script === top || [...label].some((letter) => /\p{L}/u.test(letter) && !lookalikes.includes(letter));
}

/** The script, or the scripts, of a label that is not Latin; null if they are not written together. */
function scriptOf(label) {
  return [...PATTERNS].find(([, pattern]) => pattern.test(label))?.[0] ?? null;
}
