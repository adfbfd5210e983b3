// Runs AWS's own client of AppSync Events, unchanged, against the local system. AmplifyClientTest starts it.
//
// Usage: node client.mjs PORT KEYSTORE PASSWORD
//
// Amplify always connects by TLS, so a proxy on this side accepts TLS and forwards to PORT. Each line of the input is a
// command in JSON, {"do", ...}; each line of the output is {"done"} or {"failed"} for a command, or something that
// Amplify reports: {"event"}, {"state"}, {"subscribed"}, {"heartbeat"}.
import fs from 'node:fs';
import net from 'node:net';
import readline from 'node:readline';
import tls from 'node:tls';
import { WebSocket } from 'ws';

const [port, keystore, password] = process.argv.slice(2);
const write = (line) => process.stdout.write(`${JSON.stringify(line)}\n`);

globalThis.WebSocket = WebSocket;

// Amplify checks every five seconds whether a frame has arrived in time.
const plainInterval = globalThis.setInterval;
globalThis.setInterval = (callback, delay, ...rest) =>
  plainInterval(() => {
    callback();
    if (delay === 5000) write({ heartbeat: true });
  }, delay, ...rest);

const { Amplify } = await import('aws-amplify');
const { events } = await import('aws-amplify/api');
const { decodeJWT } = await import('aws-amplify/auth');
const { Hub } = await import('aws-amplify/utils');

const proxy = tls.createServer({ pfx: fs.readFileSync(keystore), passphrase: password }, (client) => {
  const server = net.connect(Number(port), 'localhost');
  client.pipe(server).pipe(client);
  client.on('error', () => server.destroy());
  server.on('error', () => client.destroy());
  client.on('close', () => server.destroy());
  server.on('close', () => client.destroy());
});
await new Promise((resolve) => proxy.listen(0, 'localhost', resolve));

let token = '';
Amplify.configure(
  {
    API: {
      Events: {
        endpoint: `https://localhost:${proxy.address().port}/event`,
        region: 'us-east-1',
        defaultAuthMode: 'userPool',
      },
    },
  },
  { Auth: { tokenProvider: { getTokens: async () => ({ accessToken: decodeJWT(token) }) } } },
);
Hub.listen('api', ({ payload }) => {
  if (payload.event === 'ConnectionStateChange') write({ state: payload.data.connectionState });
  if (payload.message === 'Connection established for subscription') write({ subscribed: true });
});

let channel;
let subscription;
const commands = {
  token: async (command) => { token = command.token; },
  connect: async (command) => { channel = await events.connect(command.channel); },
  subscribe: async () => {
    subscription = channel.subscribe({
      next: (data) => write({ event: data.event }),
      error: () => {},
    });
    await subscription.ready;
  },
  unsubscribe: async () => { subscription.unsubscribe(); },
  publish: async (command) => { await channel.publish(command.event); },
  post: async (command) => { write({ posted: await events.post(command.channel, command.event) }); },
};
const describe = (error) =>
  error?.response?.body ?? error?.errorType ?? error?.errors?.[0]?.message ?? error?.message ?? JSON.stringify(error);

for await (const line of readline.createInterface({ input: process.stdin })) {
  const command = JSON.parse(line);
  try {
    await commands[command.do](command);
    write({ done: command.do });
  } catch (error) {
    write({ failed: command.do, error: describe(error) });
  }
}
process.exit(0);
