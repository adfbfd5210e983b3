/** Refuses files, which cannot be sent: a dropped one would replace the page. Dispatches `refused`. */
export class FileGuard extends EventTarget {
  constructor() {
    super();
    addEventListener("dragover", (event) => {
      if (hasFiles(event.dataTransfer)) {
        event.preventDefault();
      }
    });
    addEventListener("drop", (event) => this.#refuse(event, event.dataTransfer));
    addEventListener("paste", (event) => this.#refuse(event, event.clipboardData));
  }

  #refuse(event, data) {
    // Office programs put a picture beside the text.
    if (hasFiles(data) && !data.types.includes("text/plain")) {
      event.preventDefault();
      this.dispatchEvent(new CustomEvent("refused"));
    }
  }
}

function hasFiles(data) {
  return Boolean(data?.types.includes("Files"));
}
