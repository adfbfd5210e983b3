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
const WORD = String.raw`[^\s<>"\x60、。，；：！？（）「」『』【】《》〈〉\p{Extended_Pictographic}\p{Regional_Indicator}]+`;

const WEB = String.raw`(?:(?<![a-z0-9+.\-])https?:\/\/|(?<![a-z0-9+.\-_\/@:])www\.)${WORD}`;
const MAILBOX = String.raw`[a-z0-9._%+\-]{1,64}@[\p{L}\p{M}\p{N}.\-]+(?![@\p{L}\p{M}\p{N}])`;
const MAIL = String.raw`(?<![\p{L}\p{N}._%+@\/\-])(?:mailto:${MAILBOX}(?:\?${WORD})?|${MAILBOX})`;
const BETWEEN_DIGITS = String.raw`[ \u00a0.\-]?[()]?[ \u00a0]?`;
const TELEPHONE = String.raw`(?<![\p{L}\p{N}_+])(?:tel:)?\+[1-9](?:${BETWEEN_DIGITS}[0-9]){6,14}(?![\p{L}\p{N}_+]|${BETWEEN_DIGITS}[0-9])`;
const CANDIDATES = new RegExp(`(?<web>${WEB})|(?<mail>${MAIL})|${TELEPHONE}`, "giu");

/** These show the text after them in another order. */
const OVERRIDES = /[\u202d\u202e]/;

/** Part of no address: they could show it in another order, or hide a part of it. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cn}\p{Co}\p{Default_Ignorable_Code_Point}]/u;
const INVISIBLE_END = /[\p{Cf}\p{Default_Ignorable_Code_Point}]+$/u;

/** Punctuation that ends the sentence, not the address. */
const PUNCTUATION_END = /[.,:;!?'’‘”“»«›‹…*_~،؛؟۔।॥]+$/u;

const OPENING = { ")": "(", "]": "[", "}": "{" };

/** Returns the text as nodes: strings, and links that show their address as it was written. */
export function linked(text) {
  if (OVERRIDES.test(text)) {
    return [text];
  }
  const nodes = [];
  let end = 0;
  for (const found of text.matchAll(CANDIDATES)) {
    const shown = withoutEnd(found[0]);
    const href = hrefOf(found.groups, shown);
    if (href !== null) {
      nodes.push(text.slice(end, found.index), link(href, shown));
      end = found.index + shown.length;
    }
  }
  nodes.push(text.slice(end));
  return nodes.filter((node) => node !== "");
}

function link(href, shown) {
  const isWeb = /^http/.test(href);
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
  // "(0)" is not dialed from abroad.
  return /\(0\)/.test(shown) || !hasBalance(shown) ? null : `tel:+${shown.replace(/[^0-9]/g, "")}`;
}

function hasBalance(shown) {
  return shown.split("(").length === shown.split(")").length;
}

/** Leaves out what belongs to the sentence: punctuation, and brackets that were opened before the address. */
function withoutEnd(found) {
  let shown = found;
  for (;;) {
    const shorter = withoutBracket(shown.replace(INVISIBLE_END, "").replace(PUNCTUATION_END, ""));
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
