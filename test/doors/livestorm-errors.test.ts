// Livestorm says no, or nothing, while a person waits: one sentence with what happened, what was changed and what to do.

import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Fault } from '../../sandbox/livestorm/faults.ts';
import type { View } from '../../sandbox/slack/model.ts';
import { calm, formOf, hears, operations, SOME_DAY, sees, spilled, stand } from '../support/doors.ts';
import { openWorld, type World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld({ webhooks: false, seed: (livestorm) => void stand(livestorm, 'Office hours') });
});
afterAll(() => world[Symbol.asyncDispose]());
afterEach(async () => {
  await calm(world);
  expect(spilled(world)).toEqual([]);
});

const refusal = (status: number, detail: string, more: Partial<Fault> = {}): Fault => ({
  status,
  body: JSON.stringify({ errors: [{ title: 'No', detail, code: String(status) }] }),
  ...more,
});

const NOTHING = 'Nothing was changed.';
const UNSURE = 'It may or may not have been: look in Livestorm before you send it again.';

/** What a person reads, and the code under which the log has it. */
const troubles: [name: string, fault: Fault, code: string, sentences: string[]][] = [
  [
    'a token that is refused',
    refusal(401, 'Authentication could not be verified'),
    'livestorm_token',
    ["Livestorm refuses Showrunner's API token.", NOTHING, 'must put a valid token into LIVESTORM_API_TOKEN'],
  ],
  [
    'a missing scope',
    refusal(403, 'The scope events:write is missing'),
    'livestorm_forbidden',
    ['“The scope events:write is missing”', NOTHING, 'must give the token the missing scope.'],
  ],
  [
    'something deleted meanwhile',
    refusal(404, 'Event not found'),
    'livestorm_not_found',
    ['Livestorm no longer has this: it was probably deleted there.', NOTHING],
  ],
  [
    'a conflict',
    refusal(409, 'Slug has already been taken'),
    'livestorm_conflict',
    ['this exists already: “Slug has already been taken”.', NOTHING],
  ],
  [
    'an objection',
    refusal(422, 'Title is not allowed for lin.host@example.com'),
    'livestorm_rejected',
    ['Livestorm refuses this: “Title is not allowed for [e-mail]”.', NOTHING, 'Correct it and send it again.'],
  ],
  [
    'an objection with markup in it',
    refusal(422, '<!channel> *no* <https://evil.example|x>'),
    'livestorm_rejected',
    ['“<!channel> ∗no∗ <https://evil.example|x>”'],
  ],
  ['an objection without words', { status: 422, body: '' }, 'livestorm_rejected', ['Livestorm refuses this', NOTHING]],
  [
    'too many calls at once, for a while',
    refusal(429, 'Throttle limit reached', { headers: { 'Retry-After': '0' }, times: 3 }),
    'livestorm_busy',
    ['Livestorm asks us to slow down.', NOTHING, 'Try again in 1 min.'],
  ],
];

/** The reference a person reads is in the log, once, with what Livestorm's matter was. */
function expectReported(words: string, code: string): void {
  const reference = /Reference ([A-Z2-9]{6})/.exec(words)?.[1];
  expect(reference, words).toBeDefined();
  const lines = world.log.filter((line) => line.reference === reference);
  expect(lines.map(({ problem }) => (problem as { code: string }).code)).toEqual([code]);
}

/** The form with its trouble, once Livestorm has been asked. */
async function formAgain(id: string): Promise<View> {
  await world.slack.until(() => world.ada.view?.callback_id === 'working');
  return await world.form(id);
}

describe.each(troubles)('%s', (_name, fault, code, sentences) => {
  test('keeps the form that creates an event, with what was typed and one sentence', async () => {
    world.livestorm.faults.add({ ...fault, operation: 'createEvent' });
    const form = await formOf(world, 'create Tea for two', 'create');
    const events = world.livestorm.world.events.size;
    await world.ada.submit(form, { date: SOME_DAY, time: '15:00', status: 'published', description: 'Two\n\nlumps' });
    const again = await formAgain('create');
    const words = sees(world, again);
    for (const sentence of sentences) expect(words).toContain(sentence);
    expectReported(words, code);
    expect(initials(again)).toMatchObject({
      title: 'Tea for two',
      date: SOME_DAY,
      time: '15:00',
      status: 'published',
      description: 'Two\n\nlumps',
      zone: 'Europe/Paris',
    });
    expect(operations(world.spent())).toEqual(Array(fault.times ?? 1).fill('createEvent'));
    expect(world.livestorm.world.events.size).toBe(events);
  });
});

test('a form that failed twice is sent a third time as it stands, and works', async () => {
  const form = await formOf(world, 'create Third time', 'create');
  world.livestorm.faults.add(refusal(422, 'First no'));
  await world.ada.submit(form);
  const second = await formAgain('create');
  world.livestorm.faults.add(refusal(422, 'Second no'));
  await world.ada.submit(second);
  const third = await formAgain('create');
  expect(sees(world, third)).toContain('Second no');
  expect(sees(world, third)).not.toContain('First no');
  await world.ada.submit(third, { title: 'Third time lucky' });
  expect(sees(world, await world.form('done'))).toContain('Third time lucky is in Livestorm');
  expect(operations(world.spent())).toEqual(['createEvent', 'createEvent', 'createEvent']);
});

test.each([
  ['402', refusal(402, 'Active contact allowance reached'), ['active contacts for this month are used up', NOTHING]],
  ['422', refusal(422, 'This session is past'), ['Livestorm refuses this: “This session is past”.', NOTHING]],
  ['500, twice,', refusal(500, 'Internal server error', { times: 2 }), [UNSURE]],
])(
  'a registration that Livestorm answers with %s keeps the form and the address in it',
  async (_status, fault, sentences) => {
    world.livestorm.faults.add({ ...fault, operation: 'registerPerson' });
    const form = await formOf(world, 'register office hours grace@example.com Grace Hopper', 'register');
    await world.ada.submit(form, { job_title: 'Admiral', interests: ['slack'] });
    const again = await formAgain('register');
    for (const sentence of sentences) expect(sees(world, again)).toContain(sentence);
    const typed = { email: 'grace@example.com', first_name: 'Grace', last_name: 'Hopper', job_title: 'Admiral' };
    expect(initials(again)).toMatchObject({ ...typed, interests: [expect.objectContaining({ value: 'slack' })] });
  },
);

test.each([
  ['409', refusal(409, 'This person is already registered')],
  ['422, as it did in 2021,', refusal(422, 'Email has already been taken')],
])('somebody for whom Livestorm answers %s is already registered, which is no error', async (_status, fault) => {
  world.livestorm.faults.add({ ...fault, operation: 'registerPerson' });
  const form = await formOf(world, 'register office hours grace@example.com Grace Hopper', 'register');
  await world.ada.submit(form);
  expect(sees(world, await world.form('done'))).toContain(
    'grace@example.com was already registered for Office hours. Nothing was changed.',
  );
});

test.each([
  [
    '401',
    refusal(401, 'Authentication could not be verified'),
    'livestorm_token',
    "Livestorm refuses Showrunner's API token. Nothing was changed.",
  ],
  [
    '403',
    refusal(403, 'The API access to your workspace is currently blocked'),
    'livestorm_forbidden',
    '“The API access to your workspace is currently blocked”. Nothing was changed.',
  ],
  [
    '500, three times,',
    refusal(500, 'Internal server error', { times: 3 }),
    'livestorm_down',
    "Livestorm does not answer. Nothing was changed. Try again in a few minutes; Livestorm's status page",
  ],
  [
    'something else',
    { status: 200, body: '{"data":[{"id":7}],"meta":{}}' },
    'livestorm_changed',
    'Livestorm answered in a form that Showrunner does not know',
  ],
])(
  'a list that Livestorm answers with %s stays as it was, and one sentence says why',
  async (_name, fault, code, sentence) => {
    const list = await hears(world, () => world.ada.command(world.channel, 'list'));
    world.livestorm.faults.add({ ...fault, operation: 'listEvents' });
    const answer = sees(world, await hears(world, () => world.ada.press(list, 'list.refresh')));
    expect(answer).toContain(sentence);
    expectReported(answer, code);
    expect(list.versions).toHaveLength(1);
  },
);

test('a line that is cut once while reading is not noticed', async () => {
  const list = await hears(world, () => world.ada.command(world.channel, 'list'));
  world.livestorm.faults.add({ operation: 'listEvents', drop: 'after' });
  await world.ada.press(list, 'list.refresh');
  await world.slack.until(() => list.versions.length > 1);
  expect(operations(world.spent())).toEqual(['listEvents', 'listEvents']);
});

test('a schedule form that Livestorm refuses keeps its event, day, hour and name', async () => {
  world.livestorm.faults.add({ ...refusal(422, 'Too many sessions'), operation: 'createEventSession' });
  const form = await formOf(world, `schedule office hours ${SOME_DAY} 09:15 Tokyo`, 'schedule');
  await world.ada.submit(form, { name: 'For the Pacific' });
  const again = await formAgain('schedule');
  expect(sees(world, again)).toContain('[Office hours ▾]');
  expect(initials(again)).toMatchObject({ date: SOME_DAY, time: '09:15', zone: 'Asia/Tokyo', name: 'For the Pacific' });
});

test('a wrong Livestorm token is one clear sentence in the log at the start, and one in Slack', async () => {
  const token = 'a-token-that-livestorm-never-gave';
  await using mistaken = await openWorld({ webhooks: false, token });
  const faults = mistaken.log.filter(({ level }) => Number(level) >= 50);
  expect(faults.map(({ msg }) => msg)).toEqual([
    'Livestorm refuses LIVESTORM_API_TOKEN: put in a valid token from Account settings > Integrations > Public API and start again.',
  ]);
  await mistaken.ada.submit(await formOf(mistaken, 'create Tea', 'create'));
  await mistaken.slack.until(() => mistaken.ada.view?.callback_id === 'working');
  expect(sees(mistaken, await mistaken.form('create'))).toContain(
    "Livestorm refuses Showrunner's API token. Nothing was changed.",
  );
  expect(JSON.stringify(mistaken.log)).not.toContain(token);
  expect(spilled(mistaken)).toEqual([]);
});

/** What each input starts from: what stays when a form is drawn anew. */
function initials({ blocks }: View): Record<string, unknown> {
  return Object.fromEntries(
    blocks.flatMap(({ block_id, element }) => {
      const [, value] = Object.entries((element ?? {}) as object).find(([key]) => key.startsWith('initial_')) ?? [];
      return block_id && value !== undefined ? [[block_id, value?.value ?? value]] : [];
    }),
  );
}
