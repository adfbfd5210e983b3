import { avatar } from "./avatar.js";
import { element, handleText, userText } from "./element.js";

/** The avatar, name and handle of a user; the name is in an element of the given tag. */
export function person(name, handle, nameTag = "strong") {
  return [
    avatar(name, handle),
    element("span.person", {}, userText(nameTag, name), handleText("span.muted", handle)),
  ];
}
