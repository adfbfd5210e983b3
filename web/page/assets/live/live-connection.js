/** Subprotocol of AWS AppSync Events, and the prefix of the one that carries the authorization. */
const PROTOCOL = "aws-appsync-event-ws";
const HEADER = "header-";

/** Without a frame for so long, a connection counts as lost. The server says how long, in the first frame. */
const DEFAULT_TIMEOUT_MS = 30_000;

/** Refusals that stay true until the next sign-in. AWS does not document the error type; the message has the code. */
const FINAL_REFUSALS = ["access_token_required", "user_profile_missing", "channel_refused"];

const SUBSCRIPTION = "1";

/**
 * One connection to the user's channel, by the protocol of AWS AppSync Events. Calls back:
 *
 * - `onSubscribed()` once the subscription holds;
 * - `onEvent(event)` with each event after that;
 * - `onEnd(reason)` once, when it has ended: "refused" if a retry is refused too, else "lost".
 *
 * It counts as lost if no frame arrives for the `connectionTimeoutMs` of the server, in milliseconds; 30 seconds until
 * the server has said it, or if it does not.
 */
export class LiveConnection {
  #endpoint;
  #token;
  #clock;
  #callbacks;
  #socket;
  #timeout = DEFAULT_TIMEOUT_MS;
  #watch = null;
  #isSubscribed = false;
  #isOver = false;

  /**
   * @param endpoint `{url, host, channel}`
   * @param token an access token
   * @param environment `open(url, protocols)`, which returns a WebSocket, and `clock`, the timers
   */
  constructor(endpoint, token, { open, clock }, callbacks) {
    this.#endpoint = endpoint;
    this.#token = token;
    this.#clock = clock;
    this.#callbacks = callbacks;
    this.#socket = open(endpoint.url, [PROTOCOL, HEADER + base64url(JSON.stringify(this.#authorization))]);
    this.#socket.onopen = () => this.#send({ type: "connection_init" });
    this.#socket.onmessage = ({ data }) => this.#receive(data);
    this.#socket.onclose = () => this.#end("lost");
    this.#socket.onerror = () => this.#end("lost");
    this.#expectFrame();
  }

  /** Ends the connection without calling back. */
  close() {
    this.#isOver = true;
    this.#clock.clearTimeout(this.#watch);
    this.#socket.close();
  }

  get #authorization() {
    return { host: this.#endpoint.host, Authorization: this.#token };
  }

  #receive(data) {
    if (this.#isOver) {
      return;
    }
    this.#expectFrame();
    const frame = parsed(data);
    switch (frame?.type) {
      case "connection_ack":
        this.#timeout = frame.connectionTimeoutMs ?? DEFAULT_TIMEOUT_MS;
        this.#expectFrame();
        this.#send({
          type: "subscribe",
          id: SUBSCRIPTION,
          channel: this.#endpoint.channel,
          authorization: this.#authorization,
        });
        break;
      case "subscribe_success":
        if (!this.#isSubscribed) {
          this.#isSubscribed = true;
          this.#callbacks.onSubscribed();
        }
        break;
      case "data":
        eventsOf(frame).forEach((event) => this.#isSubscribed && this.#callbacks.onEvent(event));
        break;
      case "subscribe_error":
        this.#end(isFinal(frame) ? "refused" : "lost");
        break;
      case "connection_error":
        this.#end("lost");
        break;
      default:
      // Another frame, such as `ka`, says only that the connection is alive.
    }
  }

  #send(frame) {
    this.#socket.send(JSON.stringify(frame));
  }

  #expectFrame() {
    this.#clock.clearTimeout(this.#watch);
    this.#watch = this.#clock.setTimeout(() => this.#end("lost"), this.#timeout);
  }

  #end(reason) {
    if (!this.#isOver) {
      this.close();
      this.#callbacks.onEnd(reason);
    }
  }
}

/** AWS's pages show a list of events in a frame; its service sends one, as a string. */
function eventsOf({ event }) {
  return [event].flat().map(parsed).filter((one) => one !== null);
}

/** Any other refusal, such as that of an expired token, may pass. */
function isFinal({ errors }) {
  return Array.isArray(errors) && errors.some((error) => FINAL_REFUSALS.includes(error?.message));
}

/** Returns null for anything but a JSON object. */
function parsed(text) {
  try {
    const value = JSON.parse(text);
    return typeof value === "object" && !Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}

function base64url(text) {
  const bytes = String.fromCodePoint(...new TextEncoder().encode(text));
  return btoa(bytes).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
