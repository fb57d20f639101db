// A form that was sent is kept until it is done and answered, and a double press is one press.
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { RETENTION } from '../../src/store/retention.ts';
import type { Store } from '../../src/store/store.ts';
import type { NewSubmission, Run, SubmittedView } from '../../src/store/submissions.ts';
import { minutes, NOON } from '../support/catalogue.ts';
import { forget, openTestStore } from '../support/store.ts';

let store: Store;
beforeAll(async () => {
  store = await openTestStore();
});
afterEach(() => forget(store));
afterAll(() => store.close());

const view: SubmittedView = {
  id: 'V1',
  callback_id: 'register',
  title: { type: 'plain_text', text: 'Register a person' },
  submit: { type: 'plain_text', text: 'Register' },
  close: null,
  blocks: [],
  private_metadata: '{}',
  state: { values: { email: { email: { value: 'ada@example.com\u0000' } } } },
};
const sent = (key = 'V1:0'): NewSubmission => ({ key, view, person: 'U1', at: NOON });
const DONE = { state: 'done', outcome: 'ok', answer: { type: 'modal' } } as const;

async function begun(key = 'V1:0'): Promise<Run> {
  await store.submissions.take(sent(key));
  const run = await store.submissions.begin(key);
  if (!run) throw new Error(`${key} was not begun`);
  return run;
}

/** From the first press to the answer. */
async function finished(key: string): Promise<void> {
  const run = await begun(key);
  await store.submissions.decide(run, DONE);
  await store.submissions.answered(run);
}

/** All that is kept of it, as text. */
async function row(key = 'V1:0'): Promise<string> {
  const { rows } = await sql`select * from submissions where key = ${key}`.execute(store.database.kysely);
  return JSON.stringify(rows);
}

test('of many presses at once, one is new', async () => {
  const taken = await Promise.all(Array.from({ length: 10 }, () => store.submissions.take(sent())));
  expect(taken.toSorted()).toEqual([...Array(9).fill('known'), 'new']);
  expect(await store.submissions.take(sent('V1:1'))).toBe('new');
});

test('of those taken together each hears what it is: new, one of those before it, worked on, or answered', async () => {
  await finished('V3:0');
  await begun('V2:0');
  const keys = ['V4:0', 'V3:0', 'V1:0', 'V2:0', 'V4:0'];
  const taken = await store.submissions.takeAll(keys.map((key) => sent(key)));
  expect(taken).toEqual(['new', 'answered', 'new', 'known', 'known']);
});

test('a press counts again when it was not kept in the end', async () => {
  const cut = store.transaction(async (tx) => {
    expect(await tx.submissions.take(sent())).toBe('new');
    throw new Error('cut');
  });
  await expect(cut).rejects.toThrow('cut');
  expect(await store.submissions.take(sent())).toBe('new');
});

test('a form comes back as it was sent, whoever sent it and whenever', async () => {
  expect(await begun()).toEqual({
    key: 'V1:0',
    number: 1,
    view,
    person: 'U1',
    at: NOON,
    writingSince: null,
    answer: null,
  });
});

test('the first moment at which a write may have gone out stays, through every run', async () => {
  expect(await store.submissions.writing(await begun(), minutes(1))).toEqual(minutes(1));
  const again = await begun();
  expect(again).toMatchObject({ number: 2, writingSince: minutes(1) });
  expect(await store.submissions.writing(again, minutes(2))).toEqual(minutes(1));
});

describe('a run that was taken over', () => {
  test('may not write, decides nothing, and does not end the one that took over', async () => {
    const old = await begun();
    const young = await begun();
    expect(await store.submissions.writing(old, NOON)).toBeNull();
    expect(await store.submissions.decide(old, DONE)).toBe(false);
    await store.submissions.answered(old);
    expect(await store.submissions.decide(young, DONE)).toBe(true);
  });
});

describe('what was decided', () => {
  test('is not decided again, and is there until the person knows it', async () => {
    const run = await begun();
    await store.submissions.decide(run, DONE);
    expect(await store.submissions.writing(run, NOON)).toBeNull();
    expect(await store.submissions.take(sent())).toBe('known');
    expect(await store.submissions.begin('V1:0')).toMatchObject({ answer: { type: 'modal' } });
  });

  test('leaves its key and its outcome once the person knows it, and nothing that was typed', async () => {
    const run = await begun();
    await store.submissions.decide(run, DONE);
    expect(await row()).toContain('ada@example.com');
    await store.submissions.answered(run);
    expect(await row()).not.toContain('ada@example.com');
    expect(await row()).toMatch(/V1:0.*"state":"done".*"outcome":"ok"/);
    expect(await store.submissions.take(sent())).toBe('answered');
    expect(await store.submissions.begin('V1:0')).toBeNull();
  });
});

test('what one form made at Livestorm no other form has made', async () => {
  const [one, other] = [await begun('V1:0'), await begun('V2:0')];
  expect(await store.submissions.claim(one, 'e1')).toBe(true);
  expect(await store.submissions.claim(other, 'e1')).toBe(false);
  expect(await store.submissions.claim(one, 'e1')).toBe(true);
  expect(await store.submissions.claim(other, 'e2')).toBe(true);
});

test('what one form made besides is its own too, and is forgotten with it', async () => {
  const [one, other] = [await begun('V1:0'), await begun('V2:0')];
  for (const id of ['s1', 's2', 's3', 's2', 's1']) expect(await store.submissions.claim(one, id)).toBe(true);
  for (const id of ['s1', 's2', 's3']) expect(await store.submissions.claim(other, id)).toBe(false);
  expect(await store.submissions.claim(other, 's4')).toBe(true);
  expect((await store.submissions.unanswered(minutes(60 * 24))).sort()).toEqual(['V1:0', 'V2:0']);
  await store.submissions.giveUp(minutes(60 * 24));
  const forms = RETENTION.find(({ what }) => what.startsWith('That a form was sent'));
  await forms?.forget(minutes(60 * 24 * 365 * 10)).execute(store.database.kysely);
  expect(await store.submissions.claim(await begun('V3:0'), 's2')).toBe(true);
});

describe('after a while', () => {
  test('those without an answer are found, oldest first', async () => {
    await begun('V1:0');
    await store.submissions.take({ ...sent('V2:0'), at: minutes(-5) });
    await finished('V3:0');
    expect(await store.submissions.unanswered(minutes(1))).toEqual(['V2:0', 'V1:0']);
    expect(await store.submissions.unanswered(NOON)).toEqual(['V2:0']);
  });

  test('what nobody could be told is given up, with what was typed', async () => {
    await begun();
    await store.submissions.giveUp(minutes(1));
    expect(await row()).toMatch(/"state":"failed".*"outcome":"given_up"/);
    expect(await row()).not.toContain('ada@example.com');
    expect(await store.submissions.begin('V1:0')).toBeNull();
  });
});

test('a key that the version before has claimed is not worked again', async () => {
  await sql`insert into submissions (key) values ('V9:0')`.execute(store.database.kysely);
  expect(await store.submissions.take(sent('V9:0'))).toBe('answered');
  expect(await store.submissions.begin('V9:0')).toBeNull();
});

test.each([
  `state = 'received', view = null`,
  `state = 'writing', writing_since = null`,
  `state = 'received', answer = '{}'`,
  `state = 'lost'`,
  `runs = -1`,
])('a row cannot say %s', async (wrong) => {
  await store.submissions.take(sent());
  await expect(sql.raw(`update submissions set ${wrong}`).execute(store.database.kysely)).rejects.toThrow(/check/);
});
