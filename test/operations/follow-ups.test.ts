// Questions that somebody is to answer after all: the real store, and a clock that moves.

import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { DigestQuestion } from '../../src/operations/digest.ts';
import {
  addFollowUp,
  claimFollowUp,
  closeAnswered,
  dueNudges,
  finishFollowUp,
  isNudgeDue,
  itemsOf,
} from '../../src/operations/follow-ups.ts';
import { personName } from '../../src/operations/person-name.ts';
import type { FollowUp } from '../../src/store/follow-ups.ts';
import type { Store } from '../../src/store/store.ts';
import { forget, openTestStore } from '../support/store.ts';

let store: Store;
beforeAll(async () => {
  store = await openTestStore();
});
beforeEach(() => forget(store));
afterAll(() => store.close());

const MONDAY = new Date('2026-03-02T10:00:00Z');
const DUE = new Date('2026-03-03T16:00:00Z');
const deps = (at = MONDAY) => ({ clock: () => at, timeZone: 'Europe/Paris' });

const add = (channel = 'C1', more: Partial<Parameters<typeof addFollowUp>[2]> = {}) =>
  store.transaction((within) =>
    addFollowUp(deps(), within, {
      sessionId: 's1',
      channel,
      questionId: 'q1',
      words: 'How much is it?',
      askedBy: personName('Grace Hopper'),
      by: 'U1',
      ...more,
    }),
  );

async function added(channel?: string, more?: Parameters<typeof add>[1]): Promise<FollowUp> {
  const item = await add(channel, more);
  if (!item) throw new Error('it was there already');
  return item;
}

const claim = (id: number, user: string) => store.transaction((within) => claimFollowUp(within, id, user));
const finish = (id: number, by: string) => store.transaction((within) => finishFollowUp(deps(), within, { id, by }));

test('a question is one item in a channel, nobody’s, due at the end of the next day of work', async () => {
  const item = await added();
  expect(item).toMatchObject({ owner: null, dueAt: DUE, madeBy: 'U1', doneAt: null, words: 'How much is it?' });
  expect(await add('C1', { words: 'other words' })).toBe(null);
  expect(await add('C2')).toMatchObject({ channel: 'C2' });
  expect(await store.followUps.of('s1', 'C1')).toEqual([item]);
});

test('a name that Livestorm does not tell is none, and what PostgreSQL cannot keep is left out', async () => {
  expect(await added('C1', { askedBy: null })).toMatchObject({ askedBy: null });
  expect(await added('C2', { askedBy: personName('G\0', ' '), words: 'a\0b' })).toMatchObject({
    askedBy: 'G',
    words: 'ab',
  });
});

test('what one person claims is theirs in every channel, and the next one hears who had it', async () => {
  const [one, two] = [await added('C1'), await added('C2')];
  const first = await claim(one.id, 'U1');
  expect(first).toMatchObject({ kind: 'changed', before: { owner: null }, item: { channel: 'C1', owner: 'U1' } });
  expect(await store.followUps.get(two.id)).toMatchObject({ owner: 'U1' });
  expect(await claim(two.id, 'U1')).toMatchObject({ kind: 'same' });
  expect(await claim(two.id, 'U2')).toMatchObject({ kind: 'changed', before: { owner: 'U1' }, item: { owner: 'U2' } });
});

test('two who claim at once: one of them hears of the other', async () => {
  const { id } = await added();
  const both = await Promise.all([claim(id, 'U1'), claim(id, 'U2')]);
  const befores = both.map((change) => (change.kind === 'gone' ? 'gone' : change.before.owner));
  expect(befores.filter((owner) => owner === null)).toHaveLength(1);
});

test('done is done in every channel, once, by the first', async () => {
  const [one, two] = [await added('C1'), await added('C2')];
  expect(await finish(one.id, 'U1')).toMatchObject({ kind: 'changed', item: { doneBy: 'U1', doneAt: MONDAY } });
  expect(await finish(two.id, 'U2')).toMatchObject({ kind: 'same', item: { doneBy: 'U1' } });
  expect(await claim(two.id, 'U2')).toMatchObject({ kind: 'same', item: { owner: null } });
  expect(await finish(9_999, 'U1')).toEqual({ kind: 'gone' });
});

test('a channel that has it later has it as the others do', async () => {
  const { id } = await added('C1');
  await claim(id, 'U1');
  expect(await added('C2')).toMatchObject({ owner: 'U1' });
  await finish(id, 'U1');
  expect(await added('C3')).toMatchObject({ doneBy: 'U1' });
});

const question = (id: string, answered: DigestQuestion['answered']): DigestQuestion => ({
  id,
  question: `words of ${id}`,
  asker: { name: personName('Ada L'), team: false },
  offset: 0,
  response: null,
  responder: null,
  answered,
});

test('a digest has an item for each open question, and keeps what Livestorm says was answered', async () => {
  const items = (questions: DigestQuestion[], channel = 'C1') =>
    store.transaction((within) => itemsOf(deps(), within, { digest: { sessionId: 's1', questions }, channel }));
  expect(await items([question('a', 'no'), question('b', 'written'), question('c', 'no')])).toMatchObject([
    { questionId: 'a', askedBy: 'Ada L', madeBy: 'digest', doneAt: null },
    { questionId: 'c' },
  ]);
  await items([question('a', 'no')], 'C2');
  await store.transaction((within) => closeAnswered(deps(), within, { sessionId: 's1', questionIds: ['a'] }));
  expect(await items([question('a', 'aloud'), question('c', 'no')])).toMatchObject([
    { questionId: 'a', doneBy: 'livestorm' },
    { questionId: 'c', doneAt: null },
  ]);
  expect(await store.followUps.of('s1', 'C2')).toMatchObject([{ doneBy: 'livestorm' }]);
});

test('what is closed is told once, with every channel that has it', async () => {
  await added('C1');
  await added('C2');
  const close = () =>
    store.transaction((within) => closeAnswered(deps(), within, { sessionId: 's1', questionIds: ['q1', 'q2'] }));
  expect((await close()).map(({ channel }) => channel)).toEqual(['C1', 'C2']);
  expect(await close()).toEqual([]);
});

const base: FollowUp = {
  id: 1,
  sessionId: 's1',
  questionId: 'q1',
  channel: 'C1',
  words: 'w',
  askedBy: null,
  owner: 'U1',
  dueAt: DUE,
  madeBy: 'digest',
  madeAt: MONDAY,
  doneAt: null,
  doneBy: null,
  nudges: 0,
  nudgedAt: null,
};
const at = (iso: string) => new Date(iso);
const nudged = (nudges: number, iso: string) => ({ nudges, nudgedAt: at(iso) });

test.each<[string, Partial<FollowUp>, string, boolean]>([
  ['three hours before', {}, '2026-03-03T13:00:00Z', false],
  ['two hours before', {}, '2026-03-03T14:00:00Z', true],
  ['again within these two hours', nudged(1, '2026-03-03T14:00:00Z'), '2026-03-03T15:00:00Z', false],
  ['when it is due, after work', nudged(1, '2026-03-03T14:00:00Z'), '2026-03-03T16:00:00Z', false],
  ['that night', nudged(1, '2026-03-03T14:00:00Z'), '2026-03-03T23:30:00Z', false],
  ['the next morning', nudged(1, '2026-03-03T14:00:00Z'), '2026-03-04T08:00:00Z', true],
  ['the next noon, said in the morning', nudged(2, '2026-03-04T08:00:00Z'), '2026-03-04T11:00:00Z', false],
  ['the morning after', nudged(2, '2026-03-04T08:00:00Z'), '2026-03-05T08:00:00Z', true],
  ['a fourth time', nudged(3, '2026-03-05T08:00:00Z'), '2026-03-06T08:00:00Z', false],
  ['on a Saturday', nudged(1, '2026-03-06T14:00:00Z'), '2026-03-07T11:00:00Z', false],
  ['on the Monday after', nudged(1, '2026-03-06T14:00:00Z'), '2026-03-09T08:00:00Z', true],
  ['late, when nothing was said in time', {}, '2026-03-04T08:00:00Z', true],
  ['nobody has it', { owner: null }, '2026-03-03T14:00:00Z', false],
  ['it is done', { doneAt: MONDAY, doneBy: 'U1' }, '2026-03-03T14:00:00Z', false],
])('%s', (_name, item, now, expected) => {
  expect(isNudgeDue({ ...base, ...item }, at(now), 'Europe/Paris')).toBe(expected);
});

test('who is to hear of theirs hears of each question once, in however many channels it is', async () => {
  const due = (now: Date) => store.transaction((within) => dueNudges(deps(now), within));
  const [one] = [await added('C1'), await added('C2')];
  const other = await added('C1', { questionId: 'q2' });
  await added('C1', { questionId: 'nobodys' });
  await claim(one.id, 'U1');
  await claim(other.id, 'U1');
  expect(await due(at('2026-03-03T13:59:00Z'))).toEqual(new Map());
  const [[owner, items] = []] = await due(at('2026-03-03T14:00:00Z'));
  expect([owner, items?.map(({ questionId }) => questionId)]).toEqual(['U1', ['q1', 'q2']]);
  await store.followUps.nudged(one, at('2026-03-03T14:00:00Z'));
  expect([...(await due(at('2026-03-03T15:00:00Z'))).values()]).toMatchObject([[{ questionId: 'q2' }]]);
});

test('another owner is nudged anew, and a person finds what is theirs', async () => {
  const { id } = await added();
  await claim(id, 'U1');
  for (let times = 0; times < 3; times++) await store.followUps.nudged(base, at('2026-03-03T14:00:00Z'));
  expect(await store.followUps.dueBefore(at('2027-01-01T00:00:00Z'), 3)).toEqual([]);
  await claim(id, 'U2');
  expect(await store.followUps.openOf('U1')).toEqual([]);
  expect(await store.followUps.openOf('U2')).toMatchObject([{ nudges: 0, nudgedAt: null }]);
});
