// One address in front of several instances, as a load balancer is: each connection goes to one that takes it, by chance.

import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export interface Gate extends AsyncDisposable {
  url: string;
}

export async function startGate(ports: number[]): Promise<Gate> {
  const open = new Set<Socket>();
  const server = createServer((caller) => {
    keep(caller);
    pass(caller, shuffled(ports));
  });

  /** A killed instance leaves its connections behind: both ends close then. */
  function keep(socket: Socket): void {
    open.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => open.delete(socket));
  }

  function pass(caller: Socket, [port, ...others]: number[]): void {
    if (port === undefined) return void caller.destroy();
    const instance = connect(port, '127.0.0.1');
    keep(instance);
    const refused = () => pass(caller, others);
    instance.once('error', refused);
    instance.once('connect', () => {
      instance.off('error', refused);
      caller.pipe(instance).pipe(caller);
      instance.once('close', () => caller.destroy());
      caller.once('close', () => instance.destroy());
    });
  }

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      for (const socket of open) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

function shuffled<T>(things: T[]): T[] {
  return things
    .map((thing) => ({ thing, at: Math.random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ thing }) => thing);
}
