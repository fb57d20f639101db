// `npm run demo` as somebody starts it: the page's address, and a bot of its own that survives being killed.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Page } from '../../../sandbox/page/server.ts';
import { SEED } from '../../../sandbox/slack/workspace.ts';
import { follow } from './stage.ts';

let demo: ChildProcess;
let page: Pick<Page, 'url'>;

/** Resolves with the address that is printed. */
beforeAll(async () => {
  const flags = ['--disable-warning=ExperimentalWarning', 'sandbox/demo/main.ts', '--port', '0'];
  demo = spawn(process.execPath, flags, { stdio: ['ignore', 'pipe', 'inherit'] });
  let printed = '';
  for await (const chunk of demo.stdout ?? []) {
    printed += chunk;
    const [url] = /http:\/\/127\.0\.0\.1:\d+\//.exec(printed) ?? [];
    if (!url) continue;
    page = { url };
    return;
  }
  throw new Error(`the demo printed no address: ${printed}`);
});
afterAll(async () => {
  if (demo.exitCode !== null) return;
  demo.kill('SIGTERM');
  await once(demo, 'exit');
});

interface Panel {
  bot: { state: string; pid: number; kills: number };
  calls: { method: string; path: string; status: number }[];
  deliveries: { event: string; attempt: number; status: number | null; error: string | null }[];
  events: { title: string; sessions: { id: string }[] }[];
}

const isWebhook = ({ method, path, status }: Panel['calls'][number]): boolean =>
  method === 'POST' && path === '/webhooks' && status === 201;

interface Seen {
  messages: { text: string }[];
}

async function post(path: string, body: Record<string, unknown>): Promise<void> {
  const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  expect((await fetch(new URL(path, page.url), init)).status).toBe(200);
}

test('what starts while the bot is dead is in the channel when it is back', async () => {
  await using mayas = await follow({ page }, SEED.ada);
  await mayas.until<Seen>(SEED.webinars, ({ messages }) => messages.some(({ text }) => text.includes('Office hours')));
  // What Livestorm is to tell it: five webhooks, registered at its start.
  const before = await mayas.until<Panel>(
    'panel',
    ({ bot, calls }) => bot.state === 'running' && calls.filter(isWebhook).length >= 5,
  );
  await post('/api/levers', { do: 'kill' });
  await mayas.until<Panel>('panel', ({ bot }) => bot.state === 'stopped');
  const session = before.events.find(({ title }) => title.startsWith('Office hours'))?.sessions[0]?.id;
  await post('/api/levers', { do: 'start', session });
  await mayas.until<Panel>('panel', ({ deliveries }) =>
    deliveries.some(({ event, error }) => event === 'session.started' && error !== null),
  );
  await post('/api/levers', { do: 'revive' });
  const after = await mayas.until<Panel>('panel', ({ bot }) => bot.state === 'running');
  expect(after.bot.pid).not.toBe(before.bot.pid);
  expect(after.bot.kills).toBe(1);
  await mayas.until<Seen>(SEED.webinars, ({ messages }) => messages.some(({ text }) => text.includes('is live')));
});

test('the demo ends when it is asked to', async () => {
  demo.kill('SIGTERM');
  const [code] = await once(demo, 'exit');
  expect(code).toBe(0);
});
