// A list of people through both doors: checked, registered in batches of fifty, and told row by row.

import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { View } from '../../sandbox/slack/model.ts';
import { SEED } from '../../sandbox/slack/workspace.ts';
import { calm, formOf, hears, operations, sees, spilled, stand } from '../support/doors.ts';
import { openWorld, type World, type WorldOptions } from '../support/world.ts';

const SCOPES = ['commands', 'chat:write', 'users:read', 'files:read', 'files:write'];

let world: World;
let sessionId: string;

async function open(options: WorldOptions = {}): Promise<void> {
  world = await openWorld({
    slack: { scopes: SCOPES },
    times: { editMs: 0 },
    seed(livestorm) {
      sessionId = stand(livestorm, 'Office hours').session.id;
      livestorm.world.switches.jobDelayMs = 0;
    },
    ...options,
  });
}
async function close(): Promise<void> {
  await world[Symbol.asyncDispose]();
}

const cost = () => operations(world.spent());
const dm = () => world.slack.workspace.dm(SEED.ada).messages;
const registered = () => world.livestorm.world.peopleOf(sessionId).map(({ person }) => person.email);
/** The newest file in ada's own conversation with the bot, as rows of cells. */
const results = () =>
  (
    dm()
      .flatMap(({ files }) => files)
      .at(-1)
      ?.content.toString('utf8') ?? ''
  )
    .replace(/^\ufeff/, '')
    .trim()
    .split('\r\n')
    .map((row) => row.slice(1, -1).split('","'));

const people = (count: number, from = 1) =>
  Array.from({ length: count }, (_, index) => `guest.${from + index}@example.com,Guest,Number ${from + index}`);
const HEAD = 'email,first name,last name';

/** Gives a file to the form, and waits for the check. */
async function check(content: string | Buffer, name = 'people.csv'): Promise<View> {
  const form = await formOf(world, 'import office hours', 'import');
  await world.ada.submit(form, { file: [world.ada.file(name, content)] });
  return await world.form('import.check');
}

/** Begins what was checked, and waits for its file. */
async function register(form: View, values = {}): Promise<string> {
  const before = dm().flatMap(({ files }) => files).length;
  await world.ada.submit(form, values);
  await world.form('done');
  await world.slack.until(() => dm().flatMap(({ files }) => files).length > before, 50_000);
  await world.bot.idle();
  const end = dm().findLast(({ text }) => text.startsWith('The import into'));
  return end ? sees(world, end) : '';
}

/** Lets the bot read its catalogue anew. */
async function refresh(): Promise<void> {
  const list = await hears(world, () => world.ada.command(world.channel, 'list'));
  await world.ada.press(list, 'list.refresh');
  await world.slack.until(() => list.versions.length > 1);
  cost();
}

function forgetAll(): void {
  world.livestorm.world.peopleOf(sessionId).splice(0);
  for (const session of world.livestorm.world.sessions.values()) session.registrants_count = 0;
  Object.assign(world.livestorm.world.switches, { contactsLeft: Number.POSITIVE_INFINITY });
}

describe.each(['http', 'socket'] as const)('in %s mode', (transport) => {
  beforeAll(() => open({ transport, webhooks: transport === 'http' }));
  afterAll(close);
  afterEach(async () => {
    await calm(world);
    forgetAll();
    expect(spilled(world)).toEqual([]);
  });

  test('a file is checked, registered in one call, and told row by row', async () => {
    const form = await check(
      [
        'Prénom;E-mail;Nom',
        'Ada;ada@example.com;Byron',
        'Ben;ben@;Ortiz',
        'ADA;Ada@Example.com;B',
        ';;',
        '=1+1;eve@example.com;x',
      ].join('\r\n'),
    );
    const words = sees(world, form);
    expect(words).toContain('4 rows: 2 to register · 1 invalid · 1 twice in the list');
    expect(words).toContain('Row 3: “ben@” is not an e-mail address.');
    expect(words).toContain('Row 4: The same address as in row 2.');
    expect(words).toContain('E-mail address: ada@example.com · First name: Ada · Last name: Byron');
    expect(words).toMatch(/[12] Livestorm calls? \(1 more if somebody is refused\) · at most 2 active contacts\./);
    expect(cost()).toEqual([]);
    const end = await register(form);
    expect(end).toContain('The import into Office hours is done: 2 of 2 people were registered.');
    expect(cost()).toEqual(transport === 'http' ? ['bulkRegisterPeople'] : ['bulkRegisterPeople', 'getJob']);
    expect(registered()).toEqual(['ada@example.com', 'eve@example.com']);
    expect(results().map((row) => row.slice(0, 4))).toEqual([
      ['Row', 'E-mail', 'Result', 'Reason'],
      ['2', 'ada@example.com', 'registered', ''],
      ['3', 'ben@', 'invalid', '“ben@” is not an e-mail address.'],
      ['4', 'Ada@Example.com', 'duplicate', 'The same address as in row 2.'],
      ['6', 'eve@example.com', 'registered', ''],
    ]);
    expect(results()[4]?.[4]).toBe("'=1+1");
  });

  test('three batches are told in one message that is edited as they finish', async () => {
    const before = dm().length;
    const end = await register(await check([HEAD, ...people(120)].join('\n')));
    expect(end).toContain('120 of 120 people were registered.');
    const progress = dm()
      .slice(before)
      .filter(({ text }) => text.startsWith('Import into'));
    expect(progress).toHaveLength(1);
    expect(progress[0]?.text).toBe(
      'Import into *Office hours*: Over: 120 of 120 people were registered. The result is below.',
    );
    const calls = cost();
    expect(calls.filter((call) => call === 'bulkRegisterPeople')).toHaveLength(3);
    expect(calls).toHaveLength(transport === 'http' ? 3 : 6);
    // Nothing of it in a channel.
    expect(JSON.stringify(world.slack.channel(world.channel).messages)).not.toContain('@example.com');
  });
});

const bulk = (calls: (string | null)[]) => calls.filter((call) => call === 'bulkRegisterPeople').length;

describe('with webhooks', () => {
  beforeAll(() => open());
  afterAll(close);
  afterEach(async () => {
    await calm(world);
    forgetAll();
    expect(spilled(world)).toEqual([]);
  });

  test('5,000 rows are a hundred calls, and nothing is asked for', { timeout: 60_000 }, async () => {
    const form = await check([HEAD, ...people(5_000)].join('\n'));
    expect(sees(world, form)).toContain(
      '100 Livestorm calls (1 more for each of 100 batches in which somebody is refused)',
    );
    const end = await register(form);
    expect(end).toContain('5,000 of 5,000 people were registered.');
    expect(end).toContain('This cost 100 Livestorm calls.');
    expect(cost()).toEqual(Array(100).fill('bulkRegisterPeople'));
    expect(results()).toHaveLength(5_001);
    expect(new Set(registered()).size).toBe(5_000);
  });

  test('only the batch in which somebody is refused is asked for', async () => {
    const form = await check([HEAD, ...people(150)].join('\n'));
    world.livestorm.world.addPerson(world.livestorm.world.sessions.get(sessionId) as never, {
      email: 'guest.60@example.com',
    });
    const end = await register(form);
    expect(end).toContain('149 of 150 people were registered.');
    expect(end).toContain('1 was registered already');
    const calls = cost();
    expect([bulk(calls), calls.length]).toEqual([3, 4]);
    expect(calls).toContain('listJobTasks');
    expect(results()[60]?.slice(0, 4)).toEqual(['61', 'guest.60@example.com', 'already registered', '']);
  });
});

describe('without webhooks', () => {
  beforeAll(() => open({ webhooks: false }));
  afterAll(close);
  afterEach(async () => {
    await calm(world);
    forgetAll();
    expect(spilled(world)).toEqual([]);
  });

  const LIST = [HEAD, ...people(200)].join('\n');

  test('when the contacts are spent it stops, and says how many went through', async () => {
    world.livestorm.world.switches.contactsLeft = 60;
    const end = await register(await check([HEAD, ...people(400, 9_000)].join('\n')));
    expect(end).toContain('⚠️ The import into Office hours is stopped: 60 of 400 people were registered.');
    expect(end).toContain('active contacts for this month are used up');
    expect(end).toContain('140 were refused by Livestorm');
    expect(end).toContain('200 were not sent');
    expect(registered()).toHaveLength(60);
    expect(bulk(cost())).toBe(4);
    expect(results().filter(([, , result]) => result === 'not sent')).toHaveLength(200);
  });

  test.each([
    [402, 'active contacts for this month are used up'],
    [404, 'no longer has this session'],
  ])('a batch that is answered %i stops it', async (status, words) => {
    const form = await check(LIST);
    world.livestorm.faults.add({ operation: 'bulkRegisterPeople', status, body: '{"errors":[{"detail":"No"}]}' });
    const end = await register(form);
    expect(end).toContain('is stopped: 0 of 200 people were registered.');
    expect(end).toContain(words);
    expect(cost()).toEqual(['bulkRegisterPeople']);
  });

  test('a batch that is refused is reported row by row, and two alike stop it', async () => {
    const form = await check(LIST);
    const fault = {
      operation: 'bulkRegisterPeople',
      status: 422,
      body: '{"errors":[{"detail":"This session is past"}]}',
    };
    world.livestorm.faults.add({ ...fault, times: 2 });
    const end = await register(form);
    expect(end).toContain('100 were refused by Livestorm');
    expect(end).toContain('100 × “This session is past”');
    expect(end).toContain('100 were not sent');
    expect(bulk(cost())).toBe(2);
  });

  test.each([
    ['was done', { drop: 'after' as const }, 1],
    ['was done, and answered with 500', { status: 500, done: true }, 1],
    ['was lost on the way', { drop: 'before' as const }, 2],
  ])('a batch that %s without an answer is looked for, and nobody is registered twice', async (_what, fault, sent) => {
    const form = await check([HEAD, ...people(50)].join('\n'));
    world.livestorm.faults.add({ operation: 'bulkRegisterPeople', ...fault });
    const end = await register(form);
    expect(end).toContain('is done: 50 of 50 people were registered.');
    expect(new Set(registered()).size).toBe(50);
    const calls = cost();
    expect(bulk(calls)).toBe(sent);
    expect(calls.filter((call) => call === 'listSessionPeople')).toHaveLength(1);
    expect(end).toContain(`This cost ${calls.length} Livestorm calls.`);
  });

  test('who is looked up and registered already is not sent', async () => {
    const session = world.livestorm.world.sessions.get(sessionId) as never;
    for (const number of [1, 2]) world.livestorm.world.addPerson(session, { email: `guest.${number}@example.com` });
    await refresh();
    cost();
    const form = await check([HEAD, ...people(3)].join('\n'));
    expect(sees(world, form)).toContain('Look up who is registered (1 call)');
    await world.ada.submit(form, { look: ['yes'] });
    await world.slack.until(
      () =>
        world.ada.view?.callback_id === 'import.check' && sees(world, world.ada.view).includes('2 registered already'),
    );
    const again = await world.form('import.check');
    expect(sees(world, again)).toContain('3 rows: 1 to register · 2 registered already');
    expect(cost()).toEqual(['listSessionPeople']);
    const end = await register(again);
    expect(end).toContain('1 of 1 person were registered.');
    expect(cost()).toEqual(['bulkRegisterPeople', 'getJob']);
  });

  test('a column that is changed is checked again first, and nobody is registered until then', async () => {
    const form = await check('email,other\nada@example.com,ada@work.example');
    await world.ada.submit(form, { 'column email': '1' });
    await world.slack.until(() => sees(world, world.ada.view ?? form).includes('E-mail address: ada@work.example'));
    expect(cost()).toEqual([]);
    await register(await world.form('import.check'));
    expect(registered()).toEqual(['ada@work.example']);
  });

  test('a check that is sent three times at once begins one import', async () => {
    const form = await check([HEAD, ...people(5)].join('\n'));
    await Promise.all([world.ada.submit(form), world.ada.submit(form), world.ada.submit(form)]);
    await world.form('done');
    await world.slack.until(() => dm().filter(({ text }) => text.includes('is done')).length > 0);
    await world.bot.idle();
    expect(bulk(cost())).toBe(1);
  });

  test.each([
    ['5,001 rows', [HEAD, ...people(5_001)].join('\n'), 'people.csv', 'This list has more than 5,000 rows.'],
    ['a workbook', 'PK\x03\x04', 'people.csv', 'This is a workbook, not a CSV.'],
    ['nothing', '\n', 'people.txt', 'There is nobody in this list.'],
    ['more than 5 MB', 'a'.repeat(5_000_001), 'people.csv', 'This file has more than 5 MB.'],
  ])('%s is refused by name, and the form stays', async (_what, content, name, words) => {
    const form = await formOf(world, 'import office hours', 'import');
    await world.ada.submit(form, { file: [world.ada.file(name, content)] });
    await world.slack.until(
      () => world.ada.view?.callback_id === 'import' && sees(world, world.ada.view).includes(words),
    );
    expect(cost()).toEqual([]);
  });

  test('a file that Slack does not hand out is told, and a list that is not given too', async () => {
    const form = await formOf(world, 'import office hours', 'import');
    expect((await world.ada.submit(form)).errors).toEqual({ pasted: 'Choose a file or paste a list.' });
    world.slack.faults.add({ method: 'files.download', status: 503 });
    await world.ada.submit(form, { file: [world.ada.file('people.csv', 'a@b.co')] });
    await world.slack.until(() =>
      sees(world, world.ada.view ?? form).includes('could not read the file (Slack says http_503)'),
    );
  });

  test('results that Slack does not take are not pressed upon it: the button has them', async () => {
    const form = await check([HEAD, ...people(2)].join('\n'));
    world.slack.faults.add({ method: 'files.getUploadURLExternal', error: 'internal_error', times: 3 });
    const before = dm().length;
    await world.ada.submit(form);
    await world.slack.until(() =>
      dm()
        .slice(before)
        .some(({ text }) => text.startsWith('What became of')),
    );
    await world.bot.idle();
    expect(
      dm()
        .slice(before)
        .filter(({ text }) => text.startsWith('What became of')),
    ).toHaveLength(1);
    world.slack.faults.clear();
    const end = dm().findLast(({ text }) => text.startsWith('The import into'));
    if (!end) throw new Error('no verdict');
    await hears(world, () => world.ada.press(end, 'import.file'));
    expect(results()).toHaveLength(3);
  });

  test('the results can be had once more, by who imported only', async () => {
    await register(await check([HEAD, ...people(2)].join('\n')));
    const end = dm().findLast(({ text }) => text.startsWith('The import into'));
    if (!end) throw new Error('no verdict');
    const before = dm().flatMap(({ files }) => files).length;
    await hears(world, () => world.ada.press(end, 'import.file'));
    expect(dm().flatMap(({ files }) => files)).toHaveLength(before + 1);
    expect(results()).toHaveLength(3);
  });

  test('a session that is over takes nobody', async () => {
    const { session } = stand(world.livestorm, 'Long ago');
    Object.assign(session, { status: 'past', started_at: 1, ended_at: 2, canceled_at: 0 });
    await refresh();
    await world.ada.command(world.channel, 'import long ago');
    expect(sees(world, await world.form('problem'))).toContain('“Long ago” is over or canceled');
  });
});

test('without the scopes for files a list can be pasted, and its results wait behind a button', async () => {
  await open({ webhooks: false, slack: { scopes: ['commands', 'chat:write', 'users:read'] } });
  await using _open = world;
  const form = await formOf(world, 'import office hours', 'import');
  expect(sees(world, form)).toContain('Only pasted lists: to read files, the Slack app needs the scope files:read');
  await world.ada.submit(form, { pasted: 'ada@example.com\nben@example.com' });
  await world.ada.submit(await world.form('import.check'));
  await world.slack.until(() => dm().some(({ text }) => text.includes('is done: 2 of 2 people')));
  await world.bot.idle();
  expect(dm().flatMap(({ files }) => files)).toEqual([]);
  const end = dm().findLast(({ text }) => text.startsWith('The import into'));
  if (!end) throw new Error('no verdict');
  const said = await hears(world, () => world.ada.press(end, 'import.file'));
  expect(sees(world, said)).toContain('lacks the scope files:write');
});

/** These are remembered: nothing is asked for a while. So each has a world of its own. */
test.each([
  [{ status: 403, body: '{"errors":[{"detail":"The scope events:write is missing"}]}' }, ['may not register people']],
  [
    {
      status: 429,
      headers: {
        'RateLimit-Monthly-Remaining': '0',
        'RateLimit-Reset': String(Math.floor(Date.now() / 1_000) + 86_400),
      },
      body: '{"errors":[{"detail":"Throttle limit reached"}]}',
    },
    ['calls for this period are used up', 'They come back'],
  ],
])('an import that Livestorm stops with %j says so, and nothing more is sent', async (fault, words) => {
  await open({ webhooks: false });
  await using _open = world;
  const form = await check([HEAD, ...people(200)].join('\n'));
  world.livestorm.faults.add({ operation: 'bulkRegisterPeople', ...fault });
  const end = await register(form);
  expect(end).toContain('is stopped: 0 of 200 people were registered.');
  for (const sentence of words) expect(end).toContain(sentence);
  expect(cost()).toEqual(['bulkRegisterPeople']);
});
