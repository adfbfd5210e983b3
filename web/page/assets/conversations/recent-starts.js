/** The conversations that this tab has started, until the list of the API shows them, which is a little later. */
export class RecentStarts {
  /** By uuid, in the form of Unsent. */
  #starts = new Map();

  constructor(outbox, conversations, putAway) {
    outbox.addEventListener("delivered", ({ detail: { entry, response } }) => this.#delivered(entry, response));
    // From then on the list tells, also if the conversation is put away on another device.
    conversations.addEventListener("change", () => this.#dropListed(conversations));
    putAway.addEventListener("removing", ({ detail: uuid }) => this.#starts.delete(uuid));
  }

  all() {
    return [...this.#starts.values()];
  }

  #delivered({ to, text, writtenAt }, { message_group_uuid: uuid }) {
    if (!to.uuid) {
      this.#starts.set(uuid, { uuid, handle: to.handle, name: to.name, text, writtenAt, state: null });
    }
  }

  #dropListed(conversations) {
    [...this.#starts.keys()].filter((uuid) => conversations.get(uuid)).forEach((uuid) => this.#starts.delete(uuid));
  }
}
