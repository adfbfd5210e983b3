/** Subprotocol of AWS AppSync Events, and the prefix of the one that carries the authorization. */
const PROTOCOL = "aws-appsync-event-ws";
const HEADER = "header-";

/** Milliseconds without a frame after which a connection counts as lost, until the server says how many. */
const DEFAULT_TIMEOUT = 30_000;

const SUBSCRIPTION = "1";

/**
 * One connection to the user's channel, by the protocol of AWS AppSync Events. Calls back:
 *
 * - `onSubscribed()` once the subscription holds;
 * - `onEvent(event)` with each event after that;
 * - `onEnd(reason)` once, when it has ended: "refused" if the subscription was refused, else "lost".
 */
export class LiveConnection {
  #endpoint;
  #token;
  #clock;
  #callbacks;
  #socket;
  #timeout = DEFAULT_TIMEOUT;
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
        this.#timeout = frame.connectionTimeoutMs ?? DEFAULT_TIMEOUT;
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
        this.#end(hasError(frame, "service_unavailable") ? "lost" : "refused");
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

/** AWS does not document the type of a refusal by a function; its message is the function's code. */
function hasError({ errors }, code) {
  return Array.isArray(errors) && errors.some((error) => error?.message === code);
}

/** Returns null for anything but a JSON object. */
function parsed(text) {
  try {
    const value = JSON.parse(text);
    return typeof value === "object" ? value : null;
  } catch {
    return null;
  }
}

function base64url(text) {
  const bytes = String.fromCodePoint(...new TextEncoder().encode(text));
  return btoa(bytes).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
