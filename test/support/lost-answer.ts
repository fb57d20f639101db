// A line to a PostgreSQL on which one answer is lost: the server has done what it was asked, and nobody hears of it.
import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';

export interface LostAnswer extends AsyncDisposable {
  /** The same database through this line. */
  url: string;
  /** The answer to the next commit is lost, and its connection with it. */
  loseNextCommit(): void;
}

export async function lostAnswer(databaseUrl: string): Promise<LostAnswer> {
  const { hostname, port } = new URL(databaseUrl);
  let isArmed = false;
  const server = createServer((client) => {
    const database = connect(Number(port), hostname);
    let isLost = false;
    client.on('data', (asked) => {
      if (isArmed && /commit/i.test(asked.toString('latin1'))) {
        isArmed = false;
        isLost = true;
      }
      database.write(asked);
    });
    database.on('data', (answer) => (isLost ? client.destroy() : client.write(answer)));
    client.on('close', () => database.destroy()).on('error', () => {});
    database.on('close', () => client.destroy()).on('error', () => {});
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = new URL(databaseUrl);
  url.port = `${(server.address() as AddressInfo).port}`;
  return {
    url: url.href,
    loseNextCommit() {
      isArmed = true;
    },
    async [Symbol.asyncDispose]() {
      server.close();
      await once(server, 'close');
    },
  };
}
