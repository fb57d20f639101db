// Livestorm's panel: what it shows, and what its levers do.

import { expect, test } from 'vitest';
import { SEED } from '../../../sandbox/slack/workspace.ts';
import { ask } from '../livestorm/asking.ts';
import { api } from '../slack/tiny-app.ts';
import { follow, stage, tour } from './stage.ts';

const here = stage();

interface Panel {
  events: { sessions: { status: string; registrants: number; at?: number }[] }[];
  calls: { method: string; path: string; status: number; ms: number | null }[];
  deliveries: { event: string; error: string | null }[];
  budget: { limit: number; left: number };
  faults: { calls: number; deliveries: number };
  bot: { state: string; kills: number };
  speed: number;
}

const pull = async (lever: Record<string, unknown>) => await here.post('/api/levers', lever);
const sessionIn = ({ events }: Panel) => events[0]?.sessions[0];
const add = () => here.livestorm.world.addSession(here.livestorm.world.addEvent({ title: 'Tour' }));

test('a session is started, runs as fast as the panel says, and is ended where it stands', async () => {
  await using adas = await follow(here, SEED.ada);
  const { id } = add();
  await pull({ do: 'speed', speed: 60 });
  await pull({ do: 'start', session: id });
  const panel = await adas.until<Panel>('panel', (part) => (sessionIn(part)?.at ?? 0) > 0);
  expect([panel.speed, sessionIn(panel)?.status]).toEqual([60, 'live']);
  expect((await pull({ do: 'start', session: id })).said.problem).toBe('This session is live.');
  await pull({ do: 'end', session: id });
  await adas.until<Panel>('panel', (part) => sessionIn(part)?.status === 'past');
  const { duration, started_at } = here.livestorm.world.sessions.get(id) ?? {};
  expect(duration).toBeLessThan(2700);
  expect(Math.abs((started_at ?? 0) - Date.now() / 1000)).toBeLessThan(60);
});

test('ten people register one after the other, each once', async () => {
  await using adas = await follow(here, SEED.ada);
  const { id } = add();
  await pull({ do: 'arrive', session: id });
  await adas.until<Panel>('panel', (part) => sessionIn(part)?.registrants === 10);
  const addresses = here.livestorm.world.peopleOf(id).map(({ person }) => person.email);
  expect(new Set(addresses).size).toBe(10);
});

test('a call is shown with its status and its time, and counts against the month', async () => {
  await using adas = await follow(here, SEED.ada);
  await ask(here.livestorm, 'GET', '/me');
  const { calls, budget } = await adas.until<Panel>('panel', (part) => typeof part.calls[0]?.ms === 'number');
  expect(calls[0]).toMatchObject({ method: 'GET', path: '/me', status: 200 });
  expect(budget).toEqual({ limit: 10_000, left: 9_999 });
});

test('a spoiled call is answered so once, and the panel says what is still to come', async () => {
  await using adas = await follow(here, SEED.ada);
  await pull({ do: 'fault', fault: 'busy' });
  await pull({ do: 'fault', fault: 'broken' });
  await adas.until<Panel>('panel', ({ faults }) => faults.calls === 2);
  expect((await ask(here.livestorm, 'GET', '/me')).status).toBe(429);
  await pull({ do: 'calm' });
  expect((await ask(here.livestorm, 'GET', '/me')).status).toBe(200);
  expect((await pull({ do: 'fault', fault: 'toString' })).status).toBe(400);
});

test('a lost webhook never leaves, and the next one does', async () => {
  await using adas = await follow(here, SEED.ada);
  here.livestorm.world.addWebhook({ url: `${here.app.url}`, event: 'people.registered' });
  await pull({ do: 'fault', fault: 'lost' });
  const { id } = add();
  here.livestorm.arrive(id, tour, 2);
  const { deliveries } = await adas.until<Panel>('panel', (part) => part.deliveries.length === 2);
  expect(deliveries.map(({ error }) => error)).toContain('lost');
  expect(here.app.received.filter(({ payload }) => 'data' in payload)).toHaveLength(1);
});

test('the bot is killed and started again', async () => {
  await using adas = await follow(here, SEED.ada);
  await pull({ do: 'kill' });
  await adas.until<Panel>('panel', ({ bot }) => bot.state === 'stopped' && bot.kills === 1);
  await pull({ do: 'revive' });
  await adas.until<Panel>('panel', ({ bot }) => bot.state === 'running');
});

test('the guide ticks each step off when it has happened, and not before', async () => {
  await using adas = await follow(here, SEED.ada);
  type Steps = Record<string, boolean>;
  const done = (part: Steps) => Object.keys(part).filter((key) => part[key]);
  const post = (text: string) => api(here.slack, 'chat.postMessage', { channel: SEED.webinars, text });
  await post('Digest of something before');
  expect(done(await adas.until<Steps>('guide', () => true))).toEqual([]);
  const { id } = add();
  await pull({ do: 'start', session: id });
  expect(done(await adas.until<Steps>('guide', (part) => part.start === true))).toEqual(['start']);
  await post('Digest of the tour');
  await adas.until<Steps>('guide', (part) => part.digest === true);
});
