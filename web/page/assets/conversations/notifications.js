import { announce } from "../ui/announcer.js";
import { iconButton } from "./me.js";

const SETTING = "notifications";

/** Before a message is notified of, another device of the user may show that it is read there. */
const DELAY_MS = 1_500;

const BLOCKED = "Notifications are blocked in the settings of the browser";

/** Notifications of the system about new messages. The user turns them on by a button, which asks for permission. */
export class Notifications {
  #settings;
  #unnoticed;
  #onOpen;
  #shown = new Map();
  /** The timers of notifications to be shown, by conversation. */
  #timers = new Map();
  #isOver = false;

  /** The button; null where the browser has no notifications of pages. */
  button = null;

  /**
   * @param settings `read` and `write` a value by name
   * @param unnoticed takes the uuid of a conversation; returns the conversation unless the user has noticed its newest message
   * @param onOpen takes the uuid of the conversation whose notification the user has clicked
   */
  constructor(settings, unnoticed, onOpen) {
    this.#settings = settings;
    this.#unnoticed = unnoticed;
    this.#onOpen = onOpen;
    if (isSupported()) {
      this.button = iconButton("bell", "Notifications", { id: "notifications", click: () => this.#toggle() });
      this.#showState();
      addEventListener("pagehide", () => this.#closeAll());
    }
  }

  /** Shows the newest message of a conversation in a moment, if the user wants that and has not noticed it by then. */
  announce(uuid) {
    if (!this.#timers.has(uuid)) {
      this.#timers.set(
        uuid,
        setTimeout(() => this.#show(uuid), DELAY_MS),
      );
    }
  }

  /** Removes the notifications of messages that the user has noticed. */
  check() {
    [...this.#shown.keys()].filter((uuid) => !this.#unnoticed(uuid)).forEach((uuid) => this.#close(uuid));
  }

  #show(uuid) {
    this.#timers.delete(uuid);
    const conversation = this.#unnoticed(uuid);
    if (!conversation || !this.#isOn || this.#isOver) {
      return;
    }
    const { display_name: name, message } = conversation;
    this.#close(uuid);
    const notification = new Notification(name, { body: message, tag: uuid, dir: "auto", icon: "assets/icon-512.png" });
    notification.addEventListener("click", () => {
      window.focus();
      this.#onOpen(uuid);
      notification.close();
    });
    this.#shown.set(uuid, notification);
  }

  #close(uuid) {
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
