// The bot is stopped in the middle of an import, and goes on when it is started again: nobody is lost, nobody twice.

import { expect, test } from 'vitest';
import { startLivestorm } from '../../sandbox/livestorm/server.ts';
import { startSlack } from '../../sandbox/slack/server.ts';
import { SEED } from '../../sandbox/slack/workspace.ts';
import type { BotConfig } from '../../src/bot/setup.ts';
import { startBot } from '../../src/bot.ts';
import { createLog } from '../../src/log.ts';
import { stand } from '../support/doors.ts';
import { dataFolder } from '../support/process.ts';

const PEOPLE = 600;

test('an import goes on after a restart, and each of its people is registered once', { timeout: 60_000 }, async () => {
  await using folder = await dataFolder();
  await using livestorm = await startLivestorm({ burst: 0 });
  await using slack = await startSlack({
    scopes: ['commands', 'chat:write', 'users:read', 'files:read', 'files:write'],
  });
  const { session } = stand(livestorm, 'Office hours');
  livestorm.world.switches.jobDelayMs = 0;
  const config: BotConfig = {
    slack: {
      botToken: slack.botToken,
      apiUrl: slack.apiUrl,
      slashCommand: '/webinar',
      transport: { mode: 'socket', appToken: slack.appToken },
    },
    livestorm: { token: livestorm.token, apiUrl: livestorm.url, webhookSecrets: [], reserve: 0.1 },
    publicUrl: null,
    port: 0,
    metricsPort: null,
    host: '127.0.0.1',
    store: { dataDir: folder.path },
    timeZone: 'Europe/Paris',
    logLevel: 'silent',
    operators: null,
    notes: [],
  };
  const start = () =>
    startBot(config, createLog('silent', { write: () => undefined }), {
      sleep: () => new Promise((resolve) => setImmediate(resolve)),
      times: { paceMs: 0, editMs: 0 },
    });
  const ada = slack.person(SEED.ada);
  const dm = () => slack.workspace.dm(SEED.ada).messages;
  const bulk = () => livestorm.calls.filter(({ operation }) => operation === 'bulkRegisterPeople').length;
  const form = async (id: string) => {
    await slack.until(() => ada.view?.callback_id === id);
    if (!ada.view) throw new Error(`no form ${id}`);
    return ada.view;
  };

  const first = await start();
  await first.started;
  await ada.command(SEED.webinars, 'import office hours');
  const list = ['email', ...Array.from({ length: PEOPLE }, (_, index) => `guest.${index}@example.com`)].join('\n');
  await ada.submit(await form('import'), { file: [ada.file('people.csv', list)] });
  await ada.submit(await form('import.check'));
  await livestorm.until(() => bulk() >= 2, 20_000);
  await first.stop();
  expect(dm().some(({ text }) => text.startsWith('The import into'))).toBe(false);
  expect(bulk()).toBeLessThan(PEOPLE / 50);

  const second = await start();
  await slack.until(() => dm().some(({ files }) => files.length > 0), 30_000);
  await second.idle();
  await second.stop();
  const ends = dm().filter(({ text }) => text.startsWith('The import into'));
  expect(ends.map(({ text }) => text)).toEqual([
    'The import into *Office hours* is done: 600 of 600 people were registered.',
  ]);
  expect(bulk()).toBe(PEOPLE / 50);
  const registered = livestorm.world.peopleOf(session.id).map(({ person }) => person.email);
  expect(registered).toHaveLength(PEOPLE);
  expect(new Set(registered).size).toBe(PEOPLE);
});
