// Which webhook subscriptions are accepted.
import { expect, test } from 'vitest';
import { startLivestorm } from '../../../sandbox/livestorm/server.ts';
import { ask, detail } from './asking.ts';

const write = (url: string, event: string) => ({ body: { data: { type: 'webhooks', attributes: { url, event } } } });

test.each([
  ['http://hooks.example.com/l', 422],
  ['ftp://127.0.0.1/l', 422],
  ['not a url', 400],
  ['https://hooks.example.com/l', 201],
  ['http://localhost:1/l', 201],
])('a subscription for %s is answered %i', async (url, status) => {
  await using livestorm = await startLivestorm();
  expect((await ask(livestorm, 'POST', '/webhooks', write(url, 'session.ended'))).status).toBe(status);
});

test('old names of events and attributes are refused', async () => {
  await using livestorm = await startLivestorm();
  const told = await ask(livestorm, 'POST', '/webhooks', write('https://hooks.example.com/l', 'attendance'));
  expect([told.status, detail(told)]).toEqual([400, expect.stringContaining('event.created')]);
  const body = {
    data: { type: 'webhooks', attributes: { target_url: 'https://hooks.example.com/l', event_name: 'session.ended' } },
  };
  expect((await ask(livestorm, 'POST', '/webhooks', { body })).status).toBe(400);
});
