// Opens the HTTP port, and closes it with what it has.

import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Ending } from './ending.ts';

/** The port it listens on. Throws when it is taken. */
export async function listen(server: Server, { port, host }: { port: number; host: string }, ending: Ending) {
  server.listen(port, host);
  await once(server, 'listening');
  ending.finish(async () => {
    server.close();
    server.closeIdleConnections();
    await once(server, 'close');
  });
  ending.close(async () => server.closeAllConnections());
  return (server.address() as AddressInfo).port;
}
