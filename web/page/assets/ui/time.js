/** Times for people, in the language and time zone of the browser. */

const DAY = 86_400_000;

const clock = new Intl.DateTimeFormat(undefined, { timeStyle: "short" });
const weekday = new Intl.DateTimeFormat(undefined, { weekday: "long" });
const shortWeekday = new Intl.DateTimeFormat(undefined, { weekday: "short" });
const date = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short" });
const dateOfYear = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short", year: "numeric" });
const full = new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeStyle: "short" });
const relative = new Intl.RelativeTimeFormat(undefined, { numeric: "auto" });

/** Parses a timestamp of the API, which is UTC even if it does not say so. */
export function parseTime(timestamp) {
  return new Date(/(Z|[+-]\d\d:\d\d)$/.test(timestamp) ? timestamp : `${timestamp}Z`);
}

/** Whether a parsed time is one. The functions below return an empty text for another. */
export const isTime = (time) => !Number.isNaN(time.getTime());

export const clockTime = (time) => (isTime(time) ? clock.format(time) : "");

export const fullTime = (time) => (isTime(time) ? full.format(time) : "");

/** The heading over the messages of a day: Today, Yesterday, Friday, 20 Nov. */
export function dayName(time, now = new Date()) {
  if (!isTime(time)) {
    return "";
  }
  const ago = daysBetween(time, now);
  if (ago === 0 || ago === 1) {
    return capitalized(relative.format(-ago, "day"));
  }
  return ago > 1 && ago < 7 ? weekday.format(time) : dateWithYear(time, now);
}

/** A short time for the conversation list: 14:20, Yesterday, Fri, 20 Nov. */
export function briefTime(time, now = new Date()) {
  if (!isTime(time)) {
    return "";
  }
  const ago = daysBetween(time, now);
  if (ago <= 0) {
    return clock.format(time);
  }
  if (ago === 1) {
    return capitalized(relative.format(-1, "day"));
  }
  return ago < 7 ? shortWeekday.format(time) : dateWithYear(time, now);
}

export function isSameDay(one, other) {
  return one.toDateString() === other.toDateString();
}

function dateWithYear(time, now) {
  return (time.getFullYear() === now.getFullYear() ? date : dateOfYear).format(time);
}

function daysBetween(time, now) {
  const midnight = (of) => new Date(of.getFullYear(), of.getMonth(), of.getDate());
  return Math.round((midnight(now) - midnight(time)) / DAY);
}

function capitalized(text) {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1);
}
