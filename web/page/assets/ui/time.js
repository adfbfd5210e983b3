/** Times for people, in the language and time zone of the browser. */

const DAY = 86_400_000;

const OPTIONS = {
  clock: { timeStyle: "short" },
  weekday: { weekday: "long" },
  shortWeekday: { weekday: "short" },
  date: { day: "numeric", month: "short" },
  dateOfYear: { day: "numeric", month: "short", year: "numeric" },
  full: { dateStyle: "full", timeStyle: "short" },
};

const relative = new Intl.RelativeTimeFormat(undefined, { numeric: "auto" });

/** The time zone of the times below, `Asia/Kathmandu` for example. A format keeps the zone that it was created in. */
let zone;
let formats;
followTimeZone();

export const timeZone = () => zone;

/** Takes over the time zone of the device, which can change while the page is open. */
export function followTimeZone() {
  const current = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (current !== zone) {
    zone = current;
    formats = Object.fromEntries(
      Object.entries(OPTIONS).map(([name, options]) => [name, new Intl.DateTimeFormat(undefined, options)]),
    );
  }
}

/** Parses a timestamp of the API, which is UTC even if it does not say so. */
export function parseTime(timestamp) {
  return new Date(/(Z|[+-]\d\d:\d\d)$/.test(timestamp) ? timestamp : `${timestamp}Z`);
}

/** Whether a parsed time is one. The functions below return an empty text for another. */
export const isTime = (time) => !Number.isNaN(time.getTime());

export const clockTime = (time) => (isTime(time) ? formats.clock.format(time) : "");

export const fullTime = (time) => (isTime(time) ? formats.full.format(time) : "");

/** The heading over the messages of a day: Today, Yesterday, Friday, 20 Nov. */
export function dayName(time, now = new Date()) {
  if (!isTime(time)) {
    return "";
  }
  const ago = daysBetween(time, now);
  if (ago === 0 || ago === 1) {
    return capitalized(relative.format(-ago, "day"));
  }
  return ago > 1 && ago < 7 ? formats.weekday.format(time) : dateWithYear(time, now);
}

/** A short time for the conversation list: 14:20, Yesterday, Fri, 20 Nov. */
export function briefTime(time, now = new Date()) {
  if (!isTime(time)) {
    return "";
  }
  const ago = daysBetween(time, now);
  if (ago <= 0) {
    return formats.clock.format(time);
  }
  if (ago === 1) {
    return capitalized(relative.format(-1, "day"));
  }
  return ago < 7 ? formats.shortWeekday.format(time) : dateWithYear(time, now);
}

export function isSameDay(one, other) {
  return one.toDateString() === other.toDateString();
}

function dateWithYear(time, now) {
  return (time.getFullYear() === now.getFullYear() ? formats.date : formats.dateOfYear).format(time);
}

/** The number of midnights between two times. Days have 23 to 25 hours where clocks change. */
function daysBetween(time, now) {
  const day = (of) => Date.UTC(of.getFullYear(), of.getMonth(), of.getDate()) / DAY;
  return day(now) - day(time);
}

/** The first instant of the next day. Where clocks change at midnight, it is another hour than 0. */
export function nextMidnight(now) {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1);
}

function capitalized(text) {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1);
}
