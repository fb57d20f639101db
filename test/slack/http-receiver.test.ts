// What strangers send to Slack's address: it is refused before any work is done on it.

import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { createHttpReceiver } from '../../src/slack/http-receiver.ts';

async function send(body: string): Promise<number> {
  const server = createServer(createHttpReceiver('secret', pino({ enabled: false })).listener);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  try {
    const { port } = server.address() as AddressInfo;
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const answer = await fetch(`http://127.0.0.1:${port}`, { method: 'POST', headers, body });
    return answer.status;
  } finally {
    server.close();
  }
}

test('Slack’s look at the certificate is answered, though it is not signed', async () => {
  expect(await send('ssl_check=1&token=x')).toBe(200);
});

test('a megabyte of fields that Slack did not sign is refused unread', async () => {
  expect(await send(`ssl_check=1&${'a&'.repeat(500_000)}`)).toBe(401);
});
