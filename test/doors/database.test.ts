// A database server that is not there: when the bot starts, and while it runs.

import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sessionResource } from '../../sandbox/livestorm/resources.ts';
import { type Livestorm, startLivestorm } from '../../sandbox/livestorm/server.ts';
import type { Person } from '../../sandbox/slack/person.ts';
import { type Slack, startSlack } from '../../sandbox/slack/server.ts';
import { SEED } from '../../sandbox/slack/workspace.ts';
import { hears, SOME_DAY, sees, stand } from '../support/doors.ts';
import { freePort } from '../support/port.ts';
import { noPostgres, type Postgres, startPostgres } from '../support/postgres.ts';
import { type BotProcess, startProcess } from '../support/process.ts';

const reason = noPostgres();

const AWAY =
  /Showrunner cannot reach its database at the moment. Nothing was changed. Try again in a minute. Reference \w{6}/;

describe.skipIf(reason !== undefined)(reason ?? 'a bot whose database server is away', { timeout: 20_000 }, () => {
  let slack: Slack;
  let livestorm: Livestorm;
  let postgres: Postgres;
  let bot: BotProcess;
  let address: string;

  beforeAll(async () => {
    const webhookRetryDelaysMs = Array.from({ length: 200 }, () => 300);
    [slack, livestorm, postgres] = await Promise.all([
      startSlack(),
      startLivestorm({ burst: 0, webhookRetryDelaysMs }),
      startPostgres(),
    ]);
    const port = await freePort();
    address = `http://127.0.0.1:${port}`;
    slack.deliverTo(`${address}/slack/events`);
    const databaseUrl = await postgres.create('bot');
    await postgres.crash();
    bot = startProcess({
      PATH: process.env.PATH ?? '',
      DATABASE_URL: databaseUrl,
      SLACK_BOT_TOKEN: slack.botToken,
      SLACK_SIGNING_SECRET: slack.signingSecret,
      SLACK_API_URL: slack.apiUrl,
      LIVESTORM_API_TOKEN: livestorm.token,
      LIVESTORM_API_URL: livestorm.url,
      PUBLIC_URL: address,
      HOST: '127.0.0.1',
      PORT: String(port),
    });
  });
  afterAll(async () => {
    bot.kill('SIGKILL');
    await bot.exited;
    await slack.stop();
    await livestorm.stop();
    await postgres[Symbol.asyncDispose]();
  });

  const stage = () => ({ slack, ada: slack.person(SEED.ada), channel: SEED.webinars });

  const status = async (path: string, init?: RequestInit): Promise<number> =>
    await fetch(`${address}${path}`, init).then(
      (answer) => answer.status,
      () => 0,
    );

  /** How many milliseconds it takes until it is ready. */
  async function ready(): Promise<number> {
    const from = performance.now();
    while ((await status('/readyz')) !== 200) await wait(20);
    return performance.now() - from;
  }

  test('starts, says that it is not ready, and is ready within five seconds of its return', async () => {
    while ((await status('/healthz')) !== 200) await wait(20);
    expect(await status('/readyz')).toBe(503);
    expect(await status('/slack/events', { method: 'POST' })).toBe(503);
    await bot.said('the database does not answer');
    await wait(700);
    expect(bot.log().filter(({ level }) => Number(level) > 30)).toHaveLength(1);
    await postgres.start();
    expect(await ready()).toBeLessThan(5_000);
    const isSubscribed = () => [...livestorm.world.webhooks.values()].some(({ event }) => event === 'session.ended');
    while (!isSubscribed()) await wait(20);
  });

  test('lives on when it goes away: takes no delivery, and works again after its return', async () => {
    const ada = slack.person(SEED.ada);
    await postgres.crash();
    expect(await status('/readyz')).toBe(503);
    expect(await status('/healthz')).toBe(200);
    livestorm.emit('session.ended', sessionResource(stand(livestorm, 'Last words').session));
    const away = await hears(stage(), () => ada.command(SEED.webinars, 'list'));
    expect(sees({ slack }, away)).toMatch(AWAY);
    await postgres.start();
    expect(await ready()).toBeLessThan(5_000);
    const answers = () => livestorm.deliveries.map((delivery) => delivery.status);
    while (!answers().includes(204)) await wait(20);
    expect(new Set(answers().slice(0, -1))).toEqual(new Set([503]));
    const back = await hears(stage(), () => ada.command(SEED.webinars, 'list'));
    expect(back.text).not.toMatch(/database/);
  });

  test('says to who presses, types or submits meanwhile that its database is away, and loses nothing typed', async () => {
    const [ada, ben] = [slack.person(SEED.ada), slack.person(SEED.ben)];
    const formOf = async (person: Person, id: string) => {
      await slack.until(() => person.view?.callback_id === id);
      if (!person.view) throw new Error(`no form ${id}`);
      return person.view;
    };
    const made = () => [...livestorm.world.events.values()].filter(({ title }) => title === 'Tea');
    const menu = await hears(stage(), () => ada.command(SEED.webinars, ''));
    await ben.command(SEED.webinars, 'create Tea');
    const form = await formOf(ben, 'create');
    ben.fill(form, { date: SOME_DAY, time: '15:00' });
    await postgres.crash();
    while ((await status('/readyz')) !== 503) await wait(20);
    const before = bot.log().length;

    await ben.submit(form);
    const again = await formOf(ben, 'create');
    expect(sees({ slack }, again)).toMatch(AWAY);
    expect(sees({ slack }, again)).toContain('Tea');
    expect(sees({ slack }, await hears(stage(), () => ada.press(menu, 'run.quota')))).toMatch(AWAY);
    await ada.command(SEED.webinars, 'schedule Office hours');
    expect(sees({ slack }, await formOf(ada, 'problem'))).toMatch(AWAY);
    await ada.openHome();
    await slack.until(() => ada.home !== undefined && AWAY.test(sees({ slack }, ada.home)));

    const lines = bot
      .log()
      .slice(before)
      .filter(({ reference }) => reference !== undefined);
    expect(lines).toHaveLength(4);
    for (const line of lines) {
      expect(line).toMatchObject({ level: 50, msg: 'the database does not answer' });
      expect(line).not.toHaveProperty('err');
    }

    await postgres.start();
    await ready();
    expect(made()).toEqual([]);
    await ben.submit(again);
    expect(sees({ slack }, await formOf(ben, 'done'))).toContain('Tea is in Livestorm');
    expect(made()).toHaveLength(1);
  });

  test('ends in time when it is asked to while its server is away', async () => {
    await postgres.crash();
    bot.kill('SIGTERM');
    expect(await bot.exited).toBe(0);
  });
});
