// Opens the HTTP port, and closes it with what it has.

import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as patience } from 'node:timers/promises';
import type { Ending } from './ending.ts';

/** For answers that are on their way at the very end. */
const LAST_MS = 500;

/** The port it listens on. Throws when it is taken. */
export async function listen(server: Server, { port, host }: { port: number; host: string }, ending: Ending) {
  server.listen(port, host);
  await once(server, 'listening');
  // It answers until all else has finished, by saying that it stops: a balancer hears it, and nobody is left hanging.
  ending.close(async () => {
    server.close();
    server.closeIdleConnections();
    await Promise.race([once(server, 'close'), patience(LAST_MS, undefined, { ref: false })]);
    server.closeAllConnections();
  });
  return (server.address() as AddressInfo).port;
}
