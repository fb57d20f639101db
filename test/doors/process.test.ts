// The bot as its operator meets it: a process that starts, says what is wrong, and ends when asked.

import { once } from 'node:events';
import { rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sessionPersonResource, sessionResource } from '../../sandbox/livestorm/resources.ts';
import { type Livestorm, startLivestorm } from '../../sandbox/livestorm/server.ts';
import { type Slack, startSlack } from '../../sandbox/slack/server.ts';
import { SEED } from '../../sandbox/slack/workspace.ts';
import { openStore } from '../../src/store/store.ts';
import { SOME_DAY, stand } from '../support/doors.ts';
import { dataFolder, startProcess } from '../support/process.ts';

const ANY = { PATH: process.env.PATH ?? '' };

/** A process takes a second or two of a whole processor to start, and other tests run beside it. */
const PATIENCE = { timeout: 40_000 };

describe('a start that cannot work', PATIENCE, () => {
  test('without variables names every missing one in its own line, within two seconds, without a stack', async () => {
    // The machine may be busy with other things: the quickest of three is the bot's own time.
    let quickest = Number.POSITIVE_INFINITY;
    for (let tries = 0; tries < 3 && quickest >= 2_000; tries++) {
      const started = performance.now();
      const bot = startProcess(ANY);
      expect(await bot.exited).toBe(1);
      quickest = Math.min(quickest, performance.now() - started);
      const named = bot
        .output()
        .split('\n')
        .filter((line) => /^ {2}[A-Z_]+ +is missing\. Find it in: .+\.$/.test(line));
      expect(named.map((line) => line.trim().split(' ')[0])).toEqual([
        'LIVESTORM_API_TOKEN',
        'SLACK_BOT_TOKEN',
        'SLACK_SIGNING_SECRET',
      ]);
      expect(bot.output()).toContain('Showrunner cannot start: 3 settings need attention.');
      expect(bot.output()).not.toMatch(/^\s+at /m);
    }
    expect(quickest).toBeLessThan(2_000);
  });

  test('with wrong values names each variable, and never the value', async () => {
    const wrong = {
      SLACK_BOT_TOKEN: 'xoxp-wrong-1234',
      SLACK_SIGNING_SECRET: '"quoted-1234"',
      LIVESTORM_API_TOKEN: 'short',
      PORT: '99999',
      TIME_ZONE: 'CET',
      PUBLIC_URL: 'bot.example.com',
      DATABASE_URL: 'mysql://user:secret@db',
      LOG_LEVEL: 'loud',
      SLASH_COMMAND: 'Webinar Now',
    };
    const bot = startProcess({ ...ANY, ...wrong });
    expect(await bot.exited).toBe(1);
    for (const [name, value] of Object.entries(wrong)) {
      expect(bot.output()).toMatch(new RegExp(`^  ${name} `, 'm'));
      if (value.length > 5) expect(bot.output()).not.toContain(value);
    }
    expect(bot.output()).not.toMatch(/^\s+at /m);
  });
});

describe('between Slack and Livestorm', PATIENCE, () => {
  let slack: Slack;
  let livestorm: Livestorm;
  let folder: Awaited<ReturnType<typeof dataFolder>>;
  let environment: Record<string, string>;
  let port: number;

  beforeAll(async () => {
    [slack, livestorm, folder] = await Promise.all([startSlack(), startLivestorm({ burst: 0 }), dataFolder()]);
    port = await freePort();
    environment = {
      ...ANY,
      SLACK_BOT_TOKEN: slack.botToken,
      SLACK_SIGNING_SECRET: slack.signingSecret,
      SLACK_API_URL: slack.apiUrl,
      LIVESTORM_API_TOKEN: livestorm.token,
      LIVESTORM_API_URL: livestorm.url,
      PUBLIC_URL: `http://127.0.0.1:${port}`,
      HOST: '127.0.0.1',
      PORT: String(port),
      DATA_DIR: folder.path,
    };
  });
  afterAll(async () => {
    await slack.stop();
    await livestorm.stop();
    await folder[Symbol.asyncDispose]();
  });

  /** What the operator reads at last, in the log. */
  async function lastWords(more: Record<string, string>): Promise<string> {
    const bot = startProcess({ ...environment, ...more });
    expect(await bot.exited).toBe(1);
    const fatal = bot.log().filter(({ level }) => level === 60);
    expect(fatal).toHaveLength(1);
    for (const secret of Object.values(more)) if (secret.startsWith('x')) expect(bot.output()).not.toContain(secret);
    return String(fatal[0]?.msg);
  }

  test('a wrong Slack token is one sentence, and the end', async () => {
    expect(await lastWords({ SLACK_BOT_TOKEN: 'xoxb-not-this-one' })).toBe(
      'Slack refuses SLACK_BOT_TOKEN or SLACK_APP_TOKEN (invalid_auth): copy them again from your app at https://api.slack.com/apps.',
    );
  });

  test('a wrong app token is one sentence, and the end', async () => {
    expect(await lastWords({ SLACK_APP_TOKEN: 'xapp-not-this-one' })).toMatch(
      /^Slack refuses SLACK_BOT_TOKEN or SLACK_APP_TOKEN \(invalid_auth\)/,
    );
  });

  test('a port that another program has is one sentence, and the end', async () => {
    const other = await listening();
    const { port: taken } = other.address() as AddressInfo;
    expect(await lastWords({ PORT: String(taken) })).toBe('Another program uses this PORT: choose a free one.');
    other.close();
  });

  test('SIGTERM lets it finish what it was asked, keeps it from taking more, and it ends with 0', async () => {
    const bot = startProcess(environment);
    slack.deliverTo(`http://127.0.0.1:${port}/slack/events`);
    await bot.said('webhooks were registered');
    const webhooks = [...livestorm.world.webhooks.keys()];
    expect(webhooks.length).toBeGreaterThan(0);
    const ada = slack.person(SEED.ada);
    await register(`http://127.0.0.1:${port}`);

    await ada.command(SEED.webinars, 'create Last words');
    await slack.until(() => ada.view?.callback_id === 'create', 10_000);
    livestorm.faults.add({ operation: 'createEvent', delayMs: 700 });
    if (!ada.view) throw new Error('no form');
    await ada.submit(ada.view, { date: SOME_DAY, time: '15:00' });
    bot.kill('SIGTERM');
    await bot.said('showrunner is stopping');
    const ready = await fetch(`http://127.0.0.1:${port}/readyz`);
    expect([ready.status, await ready.text()]).toEqual([503, 'stopping']);
    expect((await ada.command(SEED.webinars, 'quota')).failure).toBe('http_503');
    await slack.until(() => ada.view?.callback_id === 'done', 10_000);
    expect(await bot.exited).toBe(0);
    // Livestorm goes on telling: the next one takes what comes again.
    expect([...livestorm.world.webhooks.keys()]).toEqual(webhooks);
    expect(bot.output()).toContain('showrunner has stopped');
    expect(bot.log().filter(({ level }) => Number(level) >= 40)).toEqual([]);
  });

  test('a disk that refuses what is written ends it with 1 and one sentence; the next start has all that was taken', async () => {
    const flag = join(folder.path, 'broken');
    const preload = `--import=${pathToFileURL('test/support/broken-disk.ts').href}`;
    const bot = startProcess({ ...environment, NODE_OPTIONS: preload, BROKEN_DISK: flag });
    await bot.said('showrunner is running');
    await writeFile(flag, '');
    const [webhook] = livestorm.world.webhooks.values();
    const meta = { webhook: { event: 'session.created', organization_id: 'org' } };
    const body = JSON.stringify({ data: { ...sessionResource(stand(livestorm, 'Refused').session), meta } });
    const answer = await fetch(webhook?.url ?? '', { method: 'POST', body }).catch(() => ({ status: 0 }));
    expect(answer.status).not.toBe(204);
    expect(await bot.exited).toBe(1);
    const fatal = bot.log().filter(({ level }) => level === 60);
    expect(fatal.map(({ msg }) => msg)).toEqual([
      'The disk did not take what the database wrote, so Showrunner ends here. Nothing that was acknowledged is lost: look at the disk of DATA_DIR (is it full?), then start again.',
    ]);
    expect(bot.output()).not.toMatch(/^Error|^\s+at /m);
    await rm(flag);
    const next = startProcess(environment);
    await next.said('showrunner is running');
    expect((await fetch(`http://127.0.0.1:${port}/readyz`)).status).toBe(200);
    next.kill('SIGTERM');
    expect(await next.exited).toBe(0);
  });

  /** People come, as Livestorm tells it. */
  async function register(address: string): Promise<void> {
    const { session } = stand(livestorm, 'Private');
    const person = livestorm.world.addPerson(session, { email: 'grace.hopper@example.com', last_name: 'Hopper' });
    const [webhook] = livestorm.world.webhooks.values();
    const path = new URL(webhook?.url ?? address).pathname;
    for (const event of ['people.registered', 'people.attended', 'people.not_attended', 'people.watched_replay']) {
      const meta = { webhook: { event, organization_id: 'org' } };
      const body = JSON.stringify({ data: { ...sessionPersonResource(person), meta } });
      expect((await fetch(new URL(path, address), { method: 'POST', body })).status).toBe(204);
    }
  }

  test('of the people that Livestorm told about, nothing is kept', async () => {
    const store = await openStore({ dataDir: folder.path });
    if (store.database.kind !== 'embedded') throw new Error('not in the folder');
    const { rows } = await store.database.pglite.query<{ xml: string }>(
      "select database_to_xml(true, false, '')::text as xml",
    );
    await store.close();
    expect(rows[0]?.xml).toContain('Last words');
    expect(rows[0]?.xml).not.toMatch(/grace|hopper|people\.(registered|attended|not_attended|watched_replay)/i);
  });
});

async function listening(): Promise<Server> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

async function freePort(): Promise<number> {
  const server = await listening();
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
