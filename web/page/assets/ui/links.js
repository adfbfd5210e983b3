import { element } from "./element.js";
import { isPlainHost } from "./hosts.js";

/**
 * Web addresses, mail addresses and telephone numbers in texts become links. An address is a link only if it leads where
 * it seems to lead: see `hosts.js`. An address that fails a check stays text as a whole.
 */

/**
 * What an address cannot contain: white space, quotes, angle brackets, emoji, and the punctuation of scripts that are
 * written without spaces.
 */
const CHARACTER = String.raw`[^\s<>"\x60、。，；：！？（）「」『』【】《》〈〉\p{Extended_Pictographic}\p{Regional_Indicator}]`;

/** The next address of a list without spaces. */
const NEXT = String.raw`[,;|](?:https?:\/\/|www\.)`;
const WEB = String.raw`(?:(?<![a-z0-9+.\-])https?:\/\/|(?<![a-z0-9+.\-_\/@:])www\.)(?:(?!${NEXT})${CHARACTER})+`;
const MAILBOX = String.raw`[a-z0-9._%+\-]{1,64}@[\p{L}\p{M}\p{N}.\-]+(?![@\p{L}\p{M}\p{N}])`;
const MAIL = String.raw`(?<![\p{L}\p{N}._%+@\/\-])(?:mailto:${MAILBOX}(?:\?${CHARACTER}+)?|${MAILBOX})`;
const BETWEEN_DIGITS = String.raw`(?:[ \u00a0.\-]?[()][ \u00a0.\-]?|[ \u00a0.\-])?`;
/** Such as the hyphen of an extension, or a decimal comma: the number goes on. */
const AFTER_NUMBER = String.raw`[\p{L}\p{N}_+]|[ \u00a0.,]?[0-9]|[ \u00a0]?[(\/\p{Pd}][ \u00a0(]?[0-9]`;
const TELEPHONE = String.raw`(?<![\p{L}\p{N}_+])(?:tel:)?\+[1-9](?:${BETWEEN_DIGITS}[0-9]){6,14}(?!${AFTER_NUMBER})`;
const CANDIDATES = new RegExp(`(?<web>${WEB})|(?<mail>${MAIL})|${TELEPHONE}`, "giu");

/** These show the text after them in another order. */
const OVERRIDES = /[\u202d\u202e]/;

/** Part of no address: they could show it in another order, or hide a part of it. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cn}\p{Co}\p{Default_Ignorable_Code_Point}]/u;
const INVISIBLE_END = /[\p{Cf}\p{Default_Ignorable_Code_Point}]+$/u;

/** Punctuation that ends the sentence, not the address. */
const PUNCTUATION_END = /[.,:;!?'’‘”“»«›‹…،؛؟۔।॥]+$/u;

/** Markup for bold and other text. It belongs to the address, unless it is before it too. */
const MARKUP_BEFORE = /[*_~]+$/;
const MARKUP_END = /[*_~]$/;

/**
 * What follows an address that goes on although it cannot contain the next character: a bracket of a script without
 * spaces, a symbol that is no emoji, or an emoji with more of an address behind it.
 */
const CONTINUATION =
  /^(?:[（「『【《〈]|(?=\p{Extended_Pictographic})\P{Emoji_Presentation}(?!\ufe0f)|[\p{Extended_Pictographic}\p{Regional_Indicator}\p{Emoji_Modifier}\u200d\ufe0f]+[\p{L}\p{N}\/?#&=%_~+@\-])/u;

/** A number in groups of three digits is an amount, unless it is as long as telephone numbers are. */
const AMOUNT = /^\+[0-9]{1,3}(?:[ \u00a0.][0-9]{3})+$/;
const MIN_GROUPED_DIGITS = 11;

const OPENING = { ")": "(", "]": "[", "}": "{" };

/** Returns the text as nodes: strings, and links that show their address as it was written. */
export function linked(text) {
  if (OVERRIDES.test(text)) {
    return [text];
  }
  const nodes = [];
  let end = 0;
  for (const found of text.matchAll(CANDIDATES)) {
    const shown = withoutEnd(found[0], text.slice(0, found.index));
    const isCut = CONTINUATION.test(text.slice(found.index + found[0].length));
    const href = isCut ? null : hrefOf(found.groups, shown);
    if (href !== null) {
      nodes.push(text.slice(end, found.index), link(href, shown));
      end = found.index + shown.length;
    }
  }
  nodes.push(text.slice(end));
  return nodes.filter((node) => node !== "");
}

function link(href, shown) {
  const isWeb = /^http/i.test(href);
  return element(
    "a",
    // An address is read from left to right, whatever surrounds it.
    { href, dir: "ltr", rel: "noopener noreferrer nofollow", target: isWeb && "_blank" },
    shown,
  );
}

function hrefOf({ web, mail }, shown) {
  if (INVISIBLE.test(shown)) {
    return null;
  }
  if (web) {
    return webAddress(shown);
  }
  return mail ? mailAddress(shown) : telephone(shown);
}

/** Returns the address, or null if the host is not the one that a reader sees. */
function webAddress(shown) {
  const written = /^www\./i.test(shown) ? `https://${shown}` : shown;
  const [, host, port] = /^https?:\/\/([^/?#:]*)(:[0-9]*)?(?=[/?#]|$)/i.exec(written) ?? [];
  const isComplete = host?.includes(".") || host?.toLowerCase() === "localhost";
  const isPlain = isComplete && isPlainHost(host) && port !== ":" && !written.includes("\\");
  return isPlain && URL.canParse(written) ? written : null;
}

function mailAddress(shown) {
  const [, address, query = ""] = /^(?:mailto:)?([^?]*)(\?.*)?$/is.exec(shown);
  const [name, host] = address.split("@");
  const isAddress = !/^\.|\.\.|\.$/.test(name) && host.includes(".") && isPlainHost(host);
  // Other fields could add receivers or files.
  const isQuery = /^(?:\?(?:(?:subject|body)=[^&]*(?:&|$))+)?$/i.test(query);
  return isAddress && isQuery ? `mailto:${address}${query}` : null;
}

function telephone(shown) {
  const digits = shown.replace(/[^0-9]/g, "");
  const isAmount = AMOUNT.test(shown) && digits.length < MIN_GROUPED_DIGITS;
  // "(0)" is not dialed from abroad.
  return /\(0\)/.test(shown) || !hasBalance(shown) || isAmount ? null : `tel:+${digits}`;
}

function hasBalance(shown) {
  return shown.split("(").length === shown.split(")").length;
}

/** Leaves out what belongs to the sentence: punctuation, and brackets that were opened before the address. */
function withoutEnd(found, before) {
  const [markup = ""] = MARKUP_BEFORE.exec(before) ?? [];
  const withoutMarkup = (text) => (markup.includes(MARKUP_END.exec(text)?.[0] ?? " ") ? text.slice(0, -1) : text);
  let shown = found;
  for (;;) {
    const shorter = withoutBracket(withoutMarkup(shown.replace(INVISIBLE_END, "").replace(PUNCTUATION_END, "")));
    if (shorter === shown) {
      return shown;
    }
    shown = shorter;
  }
}

function withoutBracket(text) {
  const closing = text.at(-1);
  const opening = OPENING[closing];
  return opening && text.split(closing).length > text.split(opening).length ? text.slice(0, -1) : text;
}
