import { element } from "./element.js";

/**
 * Asks before something that cannot be undone. Resolves to whether the user agrees.
 *
 * @param {{title: string, text: string, no: string, yes: string}} texts
 */
export function ask({ title, text, no, yes }) {
  return new Promise((resolve) => {
    const decide = (isAgreed) => {
      resolve(isAgreed);
      dialog.close();
    };
    const closed = () => {
      resolve(false);
      dialog.remove();
    };
    const dialog = element(
      "dialog.card",
      { "aria-labelledby": "question-title", "aria-describedby": "question-text", close: closed },
      element("h2", { id: "question-title" }, title),
      element("p", { id: "question-text" }, text),
      element(
        "div.dialog-actions",
        {},
        element("button.button", { type: "button", autofocus: true, click: () => decide(false) }, no),
        element("button.button.danger", { type: "button", click: () => decide(true) }, yes),
      ),
    );
    document.body.append(dialog);
    dialog.showModal();
  });
}
