import { announce } from "../ui/announcer.js";

/** Refuses files, which cannot be sent: a dropped one would replace the page. Dispatches `refused`. */
export class FileGuard extends EventTarget {
  constructor() {
    super();
    addEventListener("dragover", (event) => {
      if (hasFiles(event.dataTransfer)) {
        event.preventDefault();
        event.dataTransfer.dropEffect = "none";
      }
    });
    addEventListener("drop", (event) => {
      if (hasFiles(event.dataTransfer)) {
        this.#refuse(event);
      }
    });
    addEventListener("paste", (event) => {
      // Office programs put a picture beside the text.
      if (hasFiles(event.clipboardData) && !event.clipboardData.types.includes("text/plain")) {
        this.#refuse(event);
      }
    });
  }

  #refuse(event) {
    event.preventDefault();
    announce("Files cannot be sent.");
    this.dispatchEvent(new CustomEvent("refused"));
  }
}

function hasFiles(data) {
  return Boolean(data?.types.includes("Files"));
}
