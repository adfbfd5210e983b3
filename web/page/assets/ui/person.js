import { avatar } from "./avatar.js";
import { element, userText } from "./element.js";

/** Who somebody is: avatar, name and handle; the name in an element of its own kind. */
export function person(name, handle, nameTag = "strong") {
  return [
    avatar(name, handle),
    element("span.person", {}, userText(nameTag, name), element("span.muted", {}, `@${handle}`)),
  ];
}
