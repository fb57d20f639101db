// Who may ask the page's server, and for what.

import { request } from 'node:http';
import { describe, expect, test } from 'vitest';
import { SEED } from '../../../sandbox/slack/workspace.ts';
import { stage } from './stage.ts';

const here = stage();

/** fetch does not let a caller name another Host. */
const withHost = (path: string, host: string): Promise<number> =>
  new Promise((resolve, reject) => {
    request(new URL(path, here.page.url), { headers: { host } }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    })
      .on('error', reject)
      .end();
  });

const invite = { as: SEED.ada, do: 'invite', channel: SEED.general };

describe('a page that somebody else made', () => {
  test.each(['evil.example', '127.0.0.1.evil.example', '127.0.0.1:1'])(
    'is answered nothing under the name "%s"',
    async (host) => {
      expect(await withHost('/', host)).toBe(421);
    },
  );

  test('is answered nothing from another origin, and changes nothing', async () => {
    for (const headers of [{ origin: 'http://evil.example' }, { origin: 'null' }, { 'sec-fetch-site': 'cross-site' }])
      expect((await here.post('/api/acts', invite, headers)).status).toBe(403);
    expect(here.slack.workspace.channel(SEED.general).members.has(SEED.botUser)).toBe(false);
  });

  test('cannot send what a form could send', async () => {
    const types = ['text/plain', 'application/x-www-form-urlencoded', 'application/json; x=1'];
    for (const type of types) expect((await here.post('/api/acts', invite, { 'content-type': type })).status).toBe(415);
    expect(here.slack.workspace.channel(SEED.general).members.has(SEED.botUser)).toBe(false);
  });
});

test('the page itself may, under each of its own names', async () => {
  const { port } = new URL(here.page.url);
  expect(await withHost('/', `localhost:${port}`)).toBe(200);
  const origin = `http://localhost:${port}`;
  expect((await here.post('/api/acts', invite, { origin })).status).toBe(200);
  expect(here.slack.workspace.channel(SEED.general).members.has(SEED.botUser)).toBe(true);
});

test('nothing is changed by looking', async () => {
  const looked = await fetch(new URL(`/api/acts?as=${SEED.ada}&do=invite&channel=${SEED.general}`, here.page.url));
  expect(looked.status).toBe(404);
  const put = await fetch(new URL('/api/acts', here.page.url), { method: 'PUT', body: '{}' });
  expect(put.status).toBe(405);
});

describe('files', () => {
  const statusOf = async (path: string) => (await fetch(new URL(path, here.page.url))).status;

  test('of the page are there, TypeScript as JavaScript', async () => {
    const shared = await fetch(new URL('/sandbox/slack/mrkdwn.ts', here.page.url));
    expect(shared.headers.get('content-type')).toContain('text/javascript');
    expect(await shared.text()).not.toContain('export type');
    for (const path of [
      '/sandbox/page/client/main.js',
      '/sandbox/page/client/base.css',
      '/node_modules/preact/dist/preact.mjs',
    ])
      expect([path, await statusOf(path)]).toEqual([path, 200]);
  });

  test('of anything else are not', async () => {
    const paths = [
      '/package.json',
      '/.env',
      '/src/main.ts',
      '/sandbox/page/server.ts',
      '/sandbox/page/client/%2e%2e/server.ts',
    ];
    for (const path of [...paths, '/node_modules/preact/package.json'])
      expect([path, await statusOf(path)]).toEqual([path, 404]);
  });

  test('the page runs nothing but its own', async () => {
    const policy = (await fetch(here.page.url)).headers.get('content-security-policy');
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe');
  });
});
