import { element } from "./element.js";
import { isPlainHost } from "./hosts.js";

/**
 * Web addresses, mail addresses and telephone numbers in texts become links. An address is a link only if it leads where
 * it seems to lead: see `hosts.js`. An address that fails a check stays text as a whole.
 */

/** Punctuation of scripts that are written without spaces, in all widths. */
const EAST_ASIAN = String.raw`、。，；：！？（）［］｛｝｟｠＜＞＂｡､｢｣\u3008-\u3011\u3014-\u301b\u301d-\u301f\ufe35-\ufe44\ufe47\ufe48\ufe50-\ufe5e`;

/** What an address cannot contain: white space, quotes, angle brackets, emoji, and this punctuation. */
const CHARACTER = String.raw`[^\s<>"\x60${EAST_ASIAN}\p{Extended_Pictographic}\p{Regional_Indicator}]`;

/** Words end with these too: a hyphen, a Japanese wave dash, a shad after a Tibetan letter, a geresh after a Hebrew one. */
const IN_WORD = String.raw`[-〜〰゠]|(?<=(?=[\p{L}\p{M}])\p{scx=Tibetan})\p{scx=Tibetan}|(?<=(?=[\p{L}\p{M}])\p{scx=Hebrew})\u05f3`;

/** Punctuation of any script that ends a sentence or a quotation. */
const MARK = String.raw`(?!${IN_WORD})[\p{Terminal_Punctuation}\p{Pd}\p{Pi}\p{Pf}'\u00b7\u055d\u05f3\u05f4\u1801\u2025\u2026\u275b-\u2760＇]`;

/** The next address of a list without spaces. */
const NEXT = String.raw`(?:[,;|]|(?![\x00-\x7f])${MARK})(?:https?:\/\/|www\.)`;
const WEB = String.raw`(?:(?<![a-z0-9+.\-])https?:\/\/|(?<![a-z0-9+.\-_\/@:])www\.)(?:(?!${NEXT})${CHARACTER})+`;

/** White space, and punctuation that no mail address contains. Other characters may join a word and the name after it. */
const BEFORE_MAIL = String.raw`^|(?![.!?{}‘’․．﹒])[\s,;:<>"\p{Ps}\p{Pe}\p{Pi}\p{Pf}\p{Terminal_Punctuation}\p{Emoji_Presentation}]`;
const MAIL_HOST = String.raw`@[\p{L}\p{M}\p{N}.\-]+`;
/** Where a name begins: quotes, markup and other symbols may come first, but no part of another name. */
const MAIL_START = String.raw`(?<=(?:${BEFORE_MAIL}|${MAIL_HOST}[|&])(?:\ufe0f|[^\p{L}\p{M}\p{N}@.!?#$%&+\-\/=^}_])*)`;
const MAILBOX = String.raw`[a-z0-9_%+\-][a-z0-9._%+\-&']{0,63}${MAIL_HOST}(?!\p{Cf}*[@\p{L}\p{M}\p{N}])`;
const MAIL = String.raw`(?=[a-z0-9_%+\-])${MAIL_START}(?:mailto:${MAILBOX}(?:\?${CHARACTER}+)?|${MAILBOX})`;

const BETWEEN_DIGITS = String.raw`(?:[ \u00a0.\-]?[()][ \u00a0.\-]?|[ \u00a0.\-])?`;
/** Such as the hyphen of an extension, or a decimal comma: the number goes on. */
const AFTER_NUMBER = String.raw`[\p{L}\p{N}_+]|\p{Cf}*[\p{Zs}.,]?[0-9]|\p{Zs}?[(\/\u2212\p{Pd}][\p{Zs}(]?[0-9]`;
const TELEPHONE = String.raw`(?<![\p{L}\p{N}_+])(?:tel:)?\+[1-9](?:${BETWEEN_DIGITS}[0-9]){6,14}(?!${AFTER_NUMBER})`;
const CANDIDATES = new RegExp(`(?<web>${WEB})|(?<mail>${MAIL})|${TELEPHONE}`, "giu");

/** These show the text after them in another order. */
const OVERRIDES = /[\u202d\u202e]/;

/** Part of no address: they could show it in another order, or hide a part of it. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cn}\p{Co}\p{Default_Ignorable_Code_Point}]/u;

/** A character that ends the sentence, not the address. */
const END = new RegExp(String.raw`(?:${MARK}|[\p{Cf}\p{Default_Ignorable_Code_Point}])$`, "u");
/** The length of this character and the one before it, which may tell that it is part of a word. */
const MAX_END_LENGTH = 4;

/** Markup for bold and other text. It belongs to the address, unless it is before it too. */
const MARKUP_BEFORE = /[*_~]+$/;
const MARKUP_END = /[*_~]$/;

/**
 * What follows an address that goes on although it cannot contain the next character: a bracket of a script without
 * spaces, a symbol that is no emoji, or an emoji with more of an address behind it.
 */
const CONTINUATION =
  /^(?:(?![(\[{])\p{Ps}|＜|(?=\p{Extended_Pictographic})\P{Emoji_Presentation}(?!\ufe0f)|[\p{Extended_Pictographic}\p{Regional_Indicator}\p{Emoji_Modifier}\u200d\ufe0f]+[\p{L}\p{N}\/?#&=%_~+@\-])/u;

/** A dot of another script, which a browser reads as a dot, and more of a host. */
const HOST_CONTINUATION = /^[。｡．﹒․][a-z0-9]/i;
const HOST_END = /^(?:https?:\/\/[^\/?#]*|[^\/?#+][^\/?#]*)$/i;

/** A number in groups of three digits is an amount, unless it is as long as telephone numbers are. */
const AMOUNT = /^\+[0-9]{1,3}(?:[ \u00a0.][0-9]{3})+$/;
const MIN_GROUPED_DIGITS = 11;

/** The brackets that are not next to each other in Unicode. */
const OPENING = { "]": "[", "}": "{" };

/** Returns the text as nodes: strings, and links that show their address as it was written. */
export function linked(text) {
  if (OVERRIDES.test(text)) {
    return [text];
  }
  const nodes = [];
  let end = 0;
  for (const found of text.matchAll(CANDIDATES)) {
    const shown = withoutEnd(found[0], text.slice(0, found.index));
    const after = text.slice(found.index + found[0].length);
    const isCut = CONTINUATION.test(after) || (HOST_CONTINUATION.test(after) && HOST_END.test(shown));
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
  const [, scheme, address, query = ""] = /^(mailto:)?([^?]*)(\?.*)?$/is.exec(shown);
  const [name, host] = address.split("@");
  // In an address with a scheme, "%" stands for another character. Letters that only look like these are not ASCII.
  const isName = !/\.\.|\.$|[^\x21-\x7e]/.test(name) && !(scheme && name.includes("%"));
  const isAddress = isName && host.includes(".") && isPlainHost(host);
  // Other fields could add receivers or files.
  const isQuery = /^(?:\?(?:(?:subject|body)=[^&]*(?:&|$))+)?$/i.test(query);
  return isAddress && isQuery ? `mailto:${name.replace(/[%&]/g, encodeURIComponent)}@${host}${query}` : null;
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
    const [end = ""] = END.exec(shown.slice(-MAX_END_LENGTH)) ?? [];
    const shorter = withoutBracket(withoutMarkup(shown.slice(0, shown.length - end.length)));
    if (shorter === shown) {
      return shown;
    }
    shown = shorter;
  }
}

function withoutBracket(text) {
  const closing = text.at(-1);
  const opening = /\p{Pe}/u.test(closing) && (OPENING[closing] ?? String.fromCharCode(closing.charCodeAt(0) - 1));
  return opening && text.split(closing).length > text.split(opening).length ? text.slice(0, -1) : text;
}
