import { parseTime } from "../ui/time.js";
import { ApiError } from "./api-error.js";

/** Reads the messages of a list. One that lacks its uuid cannot be shown and is left out; see `elementOf`. */
export function messagesOf(list) {
  return elementsOf(list).map(elementOf);
}

/** Reads the conversations of a list, in the same way. */
export function conversationsOf(list) {
  return elementsOf(list).map(conversationOf);
}

/** Reads a message, which must be one. */
export function messageOf(value) {
  if (!isElement(value)) {
    throw new ApiError(502);
  }
  return elementOf(value);
}

function elementsOf(list) {
  if (!Array.isArray(list)) {
    throw new ApiError(502);
  }
  return list.filter(isElement);
}

/** Whether it has a uuid, without which it cannot be shown. */
export function isElement(value) {
  return typeof value?.uuid === "string" && value.uuid !== "";
}

/** Returns the element with texts only. A time that is none is empty, and shown as no time. */
function elementOf({ uuid, handle, display_name: name, message, created_at: at }) {
  const known = textOf(handle);
  return {
    uuid,
    handle: known,
    display_name: textOf(name) || known,
    message: textOf(message),
    created_at: timeOf(at),
  };
}

/** Adds the read state. A time that is missing is empty, so that every time is later. */
function conversationOf(value) {
  const { unread_count: count, read_up_to: readUpTo, hidden_up_to: hiddenUpTo } = value;
  return {
    ...elementOf(value),
    unread_count: Number.isInteger(count) && count > 0 ? count : 0,
    read_up_to: timeOf(readUpTo),
    hidden_up_to: timeOf(hiddenUpTo),
  };
}

function timeOf(value) {
  return typeof value === "string" && !Number.isNaN(parseTime(value).getTime()) ? value : "";
}

function textOf(value) {
  return typeof value === "string" ? value : "";
}
