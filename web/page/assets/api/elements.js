import { parseTime } from "../ui/time.js";
import { ApiError } from "./api-error.js";

/** Reads the elements of a list. One that lacks its uuid cannot be shown and is left out; see `elementOf`. */
export function elementsOf(list) {
  if (!Array.isArray(list)) {
    throw new ApiError(502);
  }
  return list.filter(isElement).map(elementOf);
}

/** Reads a message, which must be one. */
export function messageOf(value) {
  if (!isElement(value)) {
    throw new ApiError(502);
  }
  return elementOf(value);
}

function isElement(value) {
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
    created_at: typeof at === "string" && !Number.isNaN(parseTime(at).getTime()) ? at : "",
  };
}

function textOf(value) {
  return typeof value === "string" ? value : "";
}
