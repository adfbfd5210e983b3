import { announce } from "../ui/announcer.js";
import { iconButton } from "./me.js";

const SETTING = "notifications";

const BLOCKED = "Notifications are blocked in the settings of the browser";

/** Notifications of the system about new messages. The user turns them on by a button, which asks for permission. */
export class Notifications {
  #settings;
  #onOpen;
  #shown = new Map();
  #isOver = false;

  /** The button; null where the browser has no notifications of pages. */
  button = null;

  /**
   * @param settings `read` and `write` a value by name
   * @param onOpen takes the uuid of the conversation whose notification the user has clicked
   */
  constructor(settings, onOpen) {
    this.#settings = settings;
    this.#onOpen = onOpen;
    if (isSupported()) {
      this.button = iconButton("bell", "Notifications", { id: "notifications", click: () => this.#toggle() });
      this.#showState();
      addEventListener("pagehide", () => this.#closeAll());
    }
  }

  /** Shows the newest message of a conversation, if the user wants that. */
  show({ uuid, display_name: name, message }) {
    if (!this.#isOn || this.#isOver) {
      return;
    }
    const notification = new Notification(name, { body: message, tag: uuid, dir: "auto", icon: "assets/icon-512.png" });
    notification.addEventListener("click", () => {
      window.focus();
      this.#onOpen(uuid);
      notification.close();
    });
    this.#shown.set(uuid, notification);
  }

  /** Removes the notification of a conversation. */
  close(uuid) {
    this.#shown.get(uuid)?.close();
    this.#shown.delete(uuid);
  }

  /** Removes all notifications, and shows none from now on. */
  end() {
    this.#isOver = true;
    this.#closeAll();
  }

  get #isOn() {
    return this.button !== null && Notification.permission === "granted" && this.#settings.read(SETTING) === true;
  }

  async #toggle() {
    const isOn = !this.#isOn && (await Notification.requestPermission()) === "granted";
    this.#settings.write(SETTING, isOn);
    this.#showState();
    if (Notification.permission === "denied") {
      announce(BLOCKED);
    }
  }

  #showState() {
    const isDenied = Notification.permission === "denied";
    this.button.setAttribute("aria-pressed", String(this.#isOn));
    this.button.setAttribute("aria-label", isDenied ? BLOCKED : "Notifications");
    this.button.title = isDenied ? BLOCKED : `Notifications of new messages: ${this.#isOn ? "on" : "off"}`;
  }

  #closeAll() {
    this.#shown.forEach((notification) => notification.close());
    this.#shown.clear();
  }
}

/** Some phones have the class and refuse to create an object. */
function isSupported() {
  if (!("Notification" in window)) {
    return false;
  }
  if (Notification.permission === "granted") {
    return true;
  }
  try {
    new Notification("").close();
    return true;
  } catch {
    return false;
  }
}
